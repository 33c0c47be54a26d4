import {
  aCount,
  aCountOrZero,
  aSeed,
  checkParameters,
  listOf,
  oneOf,
  type ParameterRule,
  zeroOrMore,
} from "../../base/mod.ts";

const rules: Record<string, ParameterRule> = {
  // The control deals answers out anew: one row has no other.
  subset_size: [
    (value) => value === 0 || Number.isInteger(value) && (value as number) > 1,
    "0 for all sizes, or an integer above 1",
  ],
  sizes: listOf(
    [(value) => Number.isInteger(value) && (value as number) > 1, ""],
    "different integers above 1, one or more",
  ),
  seeds: listOf(aSeed, "different integers, 0 or more"),
  test_items: aCount,
  judged_items: aCountOrZero,
  encoded_items: aCountOrZero,
  epochs: aCount,
  precision: oneOf(["f32", "bf16"]),
  scratch_steps: aCountOrZero,
  temperature: zeroOrMore,
};

/**
 * Looks at the parameters of ResearchCodeGeneration before anything is trained.
 *
 * @throws {RangeError} at the first that cannot be
 *
 * @example
 * ```ts
 * import { checkResearchParameters } from "tracelab/methods";
 * import assert from "node:assert/strict";
 * assert.throws(() => checkResearchParameters({ sizes: [200, 200] }), {
 *   message: "'sizes' must be different integers above 1, one or more: [200, 200]",
 * });
 * ```
 */
export function checkResearchParameters(parameters: Record<string, unknown>): void {
  checkParameters("checkResearchParameters", parameters, rules);
}
