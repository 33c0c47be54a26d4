import { bootstrapMean, exactSum } from "./bootstrapMean.ts";
import type { Estimate } from "./estimate.ts";
import { proportion } from "./proportion.ts";
import { unvaried } from "./unvaried.ts";

/**
 * A mean with its 95 % interval, one value between 0 and 1 a task: Wilson's where each is 0 or 1 or all
 * are the same (resampling tasks that are all alike would give an interval without width), else the
 * bootstrap over tasks, since samples of one task are not independent.
 *
 * @example
 * ```ts
 * import { meanOverTasks } from "tracelab/metrics";
 * meanOverTasks([0, 0.5, 1])!.value; // 0.5
 * ```
 */
export function meanOverTasks(values: number[], seed = 0): Estimate | undefined {
  if (values.every((value) => value === 0 || value === 1)) {
    return proportion(exactSum(values), values.length);
  }
  if (values.every((value) => value === values[0])) return unvaried(values[0], values.length);
  return bootstrapMean(values, { seed });
}
