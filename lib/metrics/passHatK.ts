/**
 * pass^k of one task: the chance that all of `k` samples drawn from its `n` pass, C(c, k) / C(n, k).
 * Undefined when `n < k`.
 *
 * @see Yao et al. 2024, arXiv 2406.12045 (τ-bench)
 *
 * @example
 * ```ts
 * import { passHatK } from "tracelab";
 * import assert from "node:assert/strict";
 * assert.equal(passHatK(4, 2, 1), 0.5);
 * assert.equal(passHatK(4, 3, 2), 0.5);
 * ```
 */
export function passHatK(n: number, c: number, k: number): number | undefined {
  if (!(k >= 1 && Number.isInteger(k))) {
    throw new RangeError(`'k' must be a positive integer: ${k}`);
  }
  if (!(c >= 0 && c <= n)) throw new RangeError(`'c' must be between 0 and n: ${c} of ${n}`);
  if (n < k) return undefined;
  let all = 1;
  for (let i = 0; i < k; i++) all *= Math.max(0, c - i) / (n - i);
  return all;
}
