import {
  aboveZero,
  aCount,
  aCountOrZero,
  aSeed,
  checkParameters,
  listOf,
  oneOf,
  type ParameterRule,
  zeroOrMore,
} from "../../base/mod.ts";
import { alignMethods } from "./alignMethods.ts";
import { type AlignPolicy, alignPolicy } from "./alignPolicy.ts";

/** The original's options and the notebook's own, with what each can be. */
const rules: Record<string, ParameterRule> = {
  method: oneOf(["all", ...alignMethods]),
  num_samples: aCount,
  num_iterations: aCount,
  batch_size: aCount,
  learning_rate: aboveZero,
  precision: oneOf(["f32", "bf16"]),
  training_steps: aCountOrZero,
  pass_k: listOf(aCount, "different positive integers, one or more"),
  seed: aSeed,
  max_execution_time: aboveZero,
  train_tasks: aCount,
  test_tasks: aCount,
  test_samples: aCount,
  temperature: zeroOrMore,
  test_temperature: zeroOrMore,
  pairs_each: aCount,
  beta: aboveZero,
  repeats: aCount,
  ablations: oneOf(["none", "few", "all"]),
};

/**
 * The model of an experiment, after a look at all of its parameters: what would be found out after an
 * hour's work is found out before it.
 *
 * @param parameters `model_type`, `model_name`, and any of the original's options and the notebook's own.
 * @throws {RangeError} at the first that cannot be, and at a method that does not train this model
 *
 * @example
 * ```ts
 * import { checkAlignParameters } from "tracelab/methods";
 * import assert from "node:assert/strict";
 * const asked = { model_type: "tiny", model_name: "base", method: "dpo", pass_k: [1, 4] };
 * assert.equal(checkAlignParameters(asked).uri, "tiny:base");
 * assert.throws(() => checkAlignParameters({ ...asked, method: "ppo" }), {
 *   message: "'method' must be all, baseline, dpo, rlaif, grpo, rejectionSampling: ppo",
 * });
 * ```
 */
export function checkAlignParameters(
  parameters: { model_type: string; model_name: string } & Record<string, unknown>,
): AlignPolicy {
  const { model_type, model_name, ...others } = parameters;
  checkParameters("checkAlignParameters", others, rules);
  const policy = alignPolicy(model_type, model_name), { method = "all" } = others;
  if (method !== "all" && !(policy.methods as readonly unknown[]).includes(method)) {
    throw new RangeError(
      `'method' must be all or ${policy.methods.join(", ")} of ${policy.uri}: ${method}`,
    );
  }
  return policy;
}
