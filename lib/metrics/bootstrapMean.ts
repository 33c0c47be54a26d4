import { quantileSorted } from "d3-array";
import { seededRandom } from "../base/mod.ts";
import type { Estimate } from "./estimate.ts";

export interface BootstrapOptions {
  /** @default {0} */
  seed?: number;
  /** @default {2000} */
  resamples?: number;
  /** @default {0.95} */
  level?: number;
}

/** The sum in ascending order, which does not depend on the order of the values. */
export function exactSum(values: Iterable<number>): number {
  return Float64Array.from(values).sort().reduce((sum, value) => sum + value, 0);
}

/** Means of seeded resamples with replacement, sorted. */
export function resampledMeans(values: ArrayLike<number>, options: BootstrapOptions): Float64Array {
  const { seed = 0, resamples = 2000 } = options;
  const random = seededRandom(seed);
  const means = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[Math.floor(random() * values.length)];
    means[r] = sum / values.length;
  }
  return means.sort();
}

/**
 * A mean over tasks with its percentile bootstrap interval: one value a task. Undefined of nothing.
 *
 * @see Efron 1979; the same as `scipy.stats.bootstrap(…, method="percentile")` up to the draws
 *
 * @example
 * ```ts
 * import { bootstrapMean } from "tracelab";
 * import assert from "node:assert/strict";
 * assert.equal(bootstrapMean([0, 1, 1, 0])!.value, 0.5);
 * assert.equal(bootstrapMean([]), undefined);
 * ```
 */
export function bootstrapMean(
  values: Iterable<number>,
  options: BootstrapOptions = {},
): Estimate | undefined {
  // Sorted, so that the order in which tasks finished makes no difference.
  const sample = Float64Array.from(values).sort();
  if (sample.length === 0) return undefined;
  const means = resampledMeans(sample, options);
  const tail = (1 - (options.level ?? 0.95)) / 2;
  return {
    value: exactSum(sample) / sample.length,
    low: quantileSorted(means, tail),
    high: quantileSorted(means, 1 - tail),
    n: sample.length,
    method: "bootstrap",
  };
}
