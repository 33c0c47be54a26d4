import { refuseUnknown } from "../../base/mod.ts";
import { alignMethods } from "./alignMethods.ts";
import { type AlignPolicy, alignPolicy } from "./alignPolicy.ts";

/** Which steps away from `dpo` and `rlaif` are run. */
const ablationSets = ["none", "few", "all"];

const isCount = (value: unknown) => Number.isInteger(value) && (value as number) > 0;
const isNumber = (value: unknown): value is number => Number.isFinite(value);
const count = [isCount, "a positive integer"] as const;
const above = [(value: unknown) => isNumber(value) && value > 0, "a number above 0"] as const;
const least = [(value: unknown) => isNumber(value) && value >= 0, "a number 0 or more"] as const;

/** The original's options and the notebook's own, with what each can be. */
const rules: Record<string, readonly [fits: (value: unknown) => boolean, must: string]> = {
  method: [
    (value) => ["all", ...alignMethods].includes(value as string),
    ["all", ...alignMethods].join(", "),
  ],
  num_samples: count,
  num_iterations: count,
  batch_size: count,
  learning_rate: above,
  training_steps: [
    (value) => value === 0 || isCount(value),
    "a positive integer, or 0 for three passes",
  ],
  pass_k: [
    (value) => Array.isArray(value) && value.length > 0 && value.every(isCount),
    "one or more positive integers",
  ],
  seed: [
    (value) => Number.isSafeInteger(value) && (value as number) >= 0,
    "an integer, 0 or more",
  ],
  max_execution_time: above,
  train_tasks: count,
  test_tasks: count,
  test_samples: count,
  temperature: least,
  test_temperature: least,
  pairs_each: count,
  beta: above,
  repeats: count,
  ablations: [(value) => ablationSets.includes(value as string), ablationSets.join(", ")],
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
  refuseUnknown("checkAlignParameters", others, rules);
  for (const [name, value] of Object.entries(others)) {
    const [fits, must] = rules[name];
    if (!fits(value)) throw new RangeError(`'${name}' must be ${must}: ${String(value)}`);
  }
  const policy = alignPolicy(model_type, model_name), { method = "all" } = others;
  if (method !== "all" && !(policy.methods as readonly unknown[]).includes(method)) {
    throw new RangeError(
      `'method' must be all or ${policy.methods.join(", ")} of ${policy.uri}: ${method}`,
    );
  }
  return policy;
}
