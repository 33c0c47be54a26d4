/**
 * A part of a file of samples, for machines that judge it side by side. Where a sample belongs depends
 * on its task and index alone: machines need not agree on which tasks they leave out.
 */
import { InvalidArgumentError } from "commander";
import { hash53 } from "../base/mod.ts";

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

/** The part of `n`, from 1, that a sample is in: by its task and its index among that task's samples. */
export const shardOf = (id: string, sample: number, n: number): number =>
  hash53(`${sample} ${id}`) % n + 1;
