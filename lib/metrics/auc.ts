import { rankAgreement } from "./rankAgreement.ts";

/**
 * The area under the ROC curve: the share of pairs of a right and a wrong program in which the right one
 * scores higher, ties counted half. Undefined where there is no such pair.
 *
 * @param scores One a program; infinities are scores, NaN is none.
 * @param right Whether each program is right, in the same order.
 * @throws {RangeError} for lists of different lengths and for a NaN
 *
 * @see Hanley and McNeil 1982; the same as `sklearn.metrics.roc_auc_score`
 *
 * @example
 * ```ts
 * import { auc } from "tracelab/metrics";
 * import assert from "node:assert/strict";
 * assert.equal(auc([0.9, 0.4, 0.6, 0.1], [true, true, false, false]), 0.75);
 * assert.equal(auc([0.9, 0.4], [true, true]), undefined);
 * ```
 */
export function auc(scores: readonly number[], right: readonly boolean[]): number | undefined {
  return rankAgreement(scores, right).auc;
}
