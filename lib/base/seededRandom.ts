/**
 * A seeded generator of uniform numbers in [0, 1): mulberry32, so that a shuffle, a bootstrap or a
 * training is the same on every machine and in every thread. Not for secrets.
 *
 * @param seed Its lower 32 bits count.
 *
 * @example
 * ```ts
 * import { seededRandom } from "tracelab/tasks";
 * import assert from "node:assert/strict";
 * assert.equal(seededRandom(7)(), seededRandom(7)());
 * ```
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A shuffled copy (Fisher and Yates), with a seed or with a generator that others draw from too.
 *
 * @example
 * ```ts
 * import { shuffled } from "tracelab/tasks";
 * import assert from "node:assert/strict";
 * assert.deepEqual(shuffled([1, 2, 3], 7), shuffled([1, 2, 3], 7));
 * ```
 */
export function shuffled<T>(items: readonly T[], random: number | (() => number)): T[] {
  const next = typeof random === "number" ? seededRandom(random) : random;
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}
