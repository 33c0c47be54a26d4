import { averageRanks, checkPairs } from "./pairedNumbers.ts";

/**
 * Spearman's rank correlation ρ: Pearson's of the ranks, with mean ranks for ties. Undefined where a list
 * has fewer than two values that differ.
 *
 * @throws {RangeError} for lists of different lengths and for a NaN
 *
 * @see Spearman 1904; the same as `scipy.stats.spearmanr`
 *
 * @example
 * ```ts
 * import { spearman } from "tracelab/metrics";
 * import assert from "node:assert/strict";
 * assert.equal(spearman([1, 2, 3], [10, 20, 90]), 1);
 * assert.equal(spearman([1, 1, 1], [1, 2, 3]), undefined);
 * ```
 */
export function spearman(x: readonly number[], y: readonly number[]): number | undefined {
  checkPairs(x, y);
  const [a, b] = [averageRanks(x), averageRanks(y)];
  const mean = (x.length + 1) / 2;
  let both = 0, ofA = 0, ofB = 0;
  for (let i = 0; i < a.length; i++) {
    both += (a[i] - mean) * (b[i] - mean);
    ofA += (a[i] - mean) ** 2;
    ofB += (b[i] - mean) ** 2;
  }
  return ofA && ofB ? both / Math.sqrt(ofA * ofB) : undefined;
}
