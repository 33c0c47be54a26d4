import { type BootstrapOptions, exactSum, quantile, resampledMeans } from "./bootstrapMean.ts";
import type { Estimate } from "./estimate.ts";

/**
 * The mean difference `b − a` over tasks that both arms have, with its bootstrap interval and a
 * two-sided p-value (twice the smaller share of resampled differences on one side of zero). Undefined
 * when they share no task.
 *
 * @param a One value a task, by task id.
 *
 * @example
 * ```ts
 * import { pairedBootstrap } from "tracelab";
 * import assert from "node:assert/strict";
 * const before = new Map([["t1", 0], ["t2", 0.5]]), after = new Map([["t1", 0.5], ["t2", 1]]);
 * assert.equal(pairedBootstrap(before, after)!.value, 0.5);
 * ```
 */
export function pairedBootstrap(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
  options: BootstrapOptions = {},
): Estimate & { p: number } | undefined {
  const shared = [...a.keys()].filter((task) => b.has(task)).sort();
  if (shared.length === 0) return undefined;
  const differences = shared.map((task) => b.get(task)! - a.get(task)!);
  const means = resampledMeans(differences, options);
  const below = means.reduce((count, mean) => count + Number(mean <= 0), 0);
  const above = means.reduce((count, mean) => count + Number(mean >= 0), 0);
  const tail = (1 - (options.level ?? 0.95)) / 2;
  return {
    value: exactSum(differences) / differences.length,
    low: quantile(means, tail),
    high: quantile(means, 1 - tail),
    n: shared.length,
    method: "bootstrap",
    // One is added so that no finite number of resamples claims a p of zero.
    p: Math.min(1, 2 * (Math.min(below, above) + 1) / (means.length + 1)),
  };
}
