/** Whether a model fits this machine, before it is tried: swapping would take hours and say nothing. */
import { readFileSync } from "node:fs";
import { totalmem } from "node:os";
import type { Gguf, GgufValue } from "./readGguf.ts";

/**
 * Bytes that a model takes: its weights, and for each token of context the keys and values of every
 * layer as 16-bit numbers.
 *
 * @param bytes the size of the weights' file.
 * @param tokens of all slots together.
 */
export function memoryNeeded(gguf: Gguf, bytes: number, tokens: number): number {
  const architecture = String(gguf.values.get("general.architecture"));
  const value = (key: string) => gguf.values.get(`${architecture}.${key}`);
  const layers = number(value("block_count")) ?? 0;
  const heads = number(value("attention.head_count")) ?? 1;
  const own = value("attention.head_count_kv");
  const keyHeads = Array.isArray(own)
    ? own.reduce<number>((sum, each) => sum + (number(each) ?? 0), 0)
    : layers * (number(own) ?? heads);
  const width = (number(value("embedding_length")) ?? 0) / heads;
  const size = (number(value("attention.key_length")) ?? width) +
    (number(value("attention.value_length")) ?? width);
  return bytes + 2 * keyHeads * size * tokens;
}

const number = (value?: GgufValue) => typeof value === "number" ? value : undefined;

/** Bytes that this process may have: the machine's, or its container's. */
export function memoryLimit(): number {
  for (const file of ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]) {
    try {
      const limit = Number(readFileSync(file, "utf8"));
      if (limit > 0 && limit < totalmem()) return limit;
    } catch {
      // Not on this machine.
    }
  }
  return totalmem();
}
