/**
 * A part of a file of samples, for machines that judge it side by side. Where a sample belongs depends
 * on its task and index alone: machines need not agree on which tasks they leave out.
 */
import { createHash } from "node:crypto";
import { InvalidArgumentError } from "commander";

/** Part `k` of `n`, counted from 1. */
export interface Shard {
  k: number;
  n: number;
}

/** Reads `K/N`. */
export function shard(text: string): Shard {
  const found = /^([1-9]\d{0,6})\/([1-9]\d{0,6})$/.exec(text);
  const [k, n] = found ? [Number(found[1]), Number(found[2])] : [0, 0];
  if (!found || k > n) throw new InvalidArgumentError("it must be K/N with 1 ≤ K ≤ N.");
  return { k, n };
}

/** The samples of one part, in their order; all of them where no part is asked for. */
export async function* ofShard<T extends { task: { id: string }; sample: number }>(
  samples: AsyncIterable<T>,
  part: Shard | undefined,
): AsyncGenerator<T> {
  for await (const one of samples) {
    if (!part || shardOf(one.task.id, one.sample, part.n) === part.k) yield one;
  }
}

function shardOf(id: string, sample: number, n: number): number {
  const hash = createHash("sha256").update(JSON.stringify([id, sample])).digest();
  return hash.readUInt32BE(0) % n + 1;
}
