import { seededRandom, shuffled } from "./seededRandom.ts";

/** A seeded random source: the same seed gives the same world on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
  shuffle<T>(items: readonly T[]): T[];
}

/**
 * Makes a random source of `seededRandom`, as the examples of the embedded model's training are drawn.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { random } from "tracelab/tiny";
 * assert.equal(random(7).integer(1, 6), random(7).integer(1, 6));
 * ```
 */
export function random(seed: number): Random {
  const next = seededRandom(seed);
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    integer,
    pick: (items) => items[integer(0, items.length - 1)],
    chance: (probability) => next() < probability,
    shuffle: (items) => shuffled(items, next),
  };
}
