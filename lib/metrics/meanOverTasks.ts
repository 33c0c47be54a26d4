import { bootstrapMean, exactSum } from "./bootstrapMean.ts";
import type { Estimate } from "./estimate.ts";
import { proportion } from "./proportion.ts";

/**
 * A mean with its 95 % interval, one value a task: Wilson's where each is 0 or 1 (resampling tasks
 * that all pass would give an interval without width), else the bootstrap over tasks, since samples
 * of one task are not independent.
 */
export function meanOverTasks(values: number[], seed = 0): Estimate | undefined {
  if (values.every((value) => value === 0 || value === 1)) {
    return proportion(exactSum(values), values.length);
  }
  return bootstrapMean(values, { seed });
}
