import { quantileSorted } from "d3-array";
import { positiveInteger, refuseUnknown, seededRandom } from "../base/mod.ts";
import type { Estimate } from "./estimate.ts";

export interface BootstrapOptions {
  /** @default {0} */
  seed?: number;
  /** @default {2000} */
  resamples?: number;
  /** @default {0.95} */
  level?: number;
}

const known = { seed: true, resamples: true, level: true } satisfies Record<
  keyof BootstrapOptions,
  true
>;

/**
 * Refuses what no bootstrap can be made with.
 *
 * @throws {RangeError} for an unknown option, resamples that are no positive integer, a level that is not
 * between 0 and 1
 */
export function checkBootstrap(of: string, options: BootstrapOptions): void {
  refuseUnknown(of, options, known);
  const { resamples = 2000, level = 0.95 } = options;
  positiveInteger("resamples", resamples);
  if (!(level > 0 && level < 1)) throw new RangeError(`'level' must be between 0 and 1: ${level}`);
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
 * A mean over tasks with its percentile bootstrap interval: one value a task. Undefined of nothing. Of
 * values that are all the same the interval has no width; `meanOverTasks` gives those one that has.
 *
 * @throws {RangeError} for a value that is NaN or infinite: leave out what has none, and say how many; for
 * an unknown option, resamples that are no positive integer, and a level that is not between 0 and 1
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
  checkBootstrap("bootstrapMean", options);
  const given = Float64Array.from(values), at = given.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new RangeError(`bootstrapMean: no finite number at ${at}: ${given[at]}`);
  // Sorted, so that the order in which tasks finished makes no difference.
  const sample = given.sort();
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
