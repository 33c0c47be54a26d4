import { checkPairs } from "./pairedNumbers.ts";

/**
 * Kendall's τ-b, which allows for ties: (concordant − discordant) over the geometric mean of the pairs
 * that do not tie in `x` and in `y`. Every pair is looked at: some 50 ms for 3,000 values. Undefined where
 * a list has fewer than two values that differ.
 *
 * @throws {RangeError} for lists of different lengths and for a NaN
 *
 * @see Kendall 1945; the same as `scipy.stats.kendalltau`
 *
 * @example
 * ```ts
 * import { kendallTauB } from "tracelab/metrics";
 * import assert from "node:assert/strict";
 * assert.equal(kendallTauB([1, 2, 3], [1, 3, 2]), 1 / 3);
 * assert.equal(kendallTauB([1, 1], [1, 2]), undefined);
 * ```
 */
export function kendallTauB(x: readonly number[], y: readonly number[]): number | undefined {
  checkPairs(x, y);
  const order = (a: number, b: number) => a < b ? -1 : +(a > b); // infinities tie with themselves
  let agree = 0, differInX = 0, differInY = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const inX = order(x[i], x[j]), inY = order(y[i], y[j]);
      agree += inX * inY;
      differInX += inX * inX;
      differInY += inY * inY;
    }
  }
  return differInX && differInY ? agree / Math.sqrt(differInX * differInY) : undefined;
}
