/**
 * The control every flow is compared with: the same number of generations, no feedback.
 *
 * A flow that asks its helper h times and its coder c times is controlled by `rounds: h + c`.
 */
import { solve } from "../models/mod.ts";
import type { Attempt } from "../runs/mod.ts";
import { type FlowOptions, inRounds, succeeded } from "./flow.ts";

/**
 * Draws again, with another seed and the same prompt, until the feedback tests pass or the rounds are spent.
 *
 * @example
 * ```ts
 * import { resample } from "tracelab";
 * typeof resample; // "function"
 * ```
 */
export function resample(options: FlowOptions): AsyncGenerator<Attempt> {
  const first = (task: FlowOptions["tasks"][number]) => solve(task, { form: options.form });
  return inRounds(options, "resample", first, (tried) =>
    tried.filter((one) => !succeeded(one))
      .map(({ task, attempt }) => ({ task, request: first(task), parent: attempt.id })));
}
