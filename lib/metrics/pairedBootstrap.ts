import { quantileSorted } from "d3-array";
import { seededRandom } from "../base/mod.ts";
import {
  type BootstrapOptions,
  checkBootstrap,
  exactSum,
  resampledMeans,
} from "./bootstrapMean.ts";
import type { Estimate } from "./estimate.ts";
import { unvaried } from "./unvaried.ts";

/** Up to so many tasks that differ, every choice of signs is tried. */
const exactUpTo = 12;

/**
 * The mean difference `b − a` over tasks that both arms have, with its bootstrap interval and a
 * two-sided p-value of the sign-flip permutation test: how often the sum of the differences is as far
 * from zero when each could as well have the other sign. It is exact up to 12 tasks that differ, and
 * drawn with the seed above. Undefined when they share no task.
 *
 * @param a One value between 0 and 1 a task, by task id.
 * @throws {RangeError} for a shared task without a number, for an unknown option, resamples that are no
 * positive integer, and a level that is not between 0 and 1
 * @see Fisher 1935, section 21; the same as `scipy.stats.permutation_test(permutation_type="samples")`
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
  checkBootstrap("pairedBootstrap", options);
  const shared = [...a.keys()].filter((task) => b.has(task)).sort();
  if (shared.length === 0) return undefined;
  const differences = shared.map((task) => b.get(task)! - a.get(task)!);
  const at = differences.findIndex((difference) => !Number.isFinite(difference));
  if (at >= 0) throw new RangeError(`pairedBootstrap: no finite number for task ${shared[at]}`);
  const p = signFlipP(differences, options), n = shared.length;
  if (differences.every((difference) => difference === differences[0])) {
    return { ...unvaried(differences[0], n, { least: -1, level: options.level }), p };
  }
  const means = resampledMeans(differences, options);
  const tail = (1 - (options.level ?? 0.95)) / 2;
  return {
    value: exactSum(differences) / n,
    low: quantileSorted(means, tail),
    high: quantileSorted(means, 1 - tail),
    n,
    method: "bootstrap",
    p,
  };
}

function signFlipP(differences: number[], { seed = 0, resamples = 2000 }: BootstrapOptions) {
  const sizes = differences.filter((difference) => difference !== 0).map(Math.abs);
  // Sums that are equal but for rounding count as equal.
  const observed = Math.abs(exactSum(differences)) - 1e-9;
  const exact = sizes.length <= exactUpTo;
  const random = seededRandom(seed), draws = exact ? 2 ** sizes.length : resamples;
  let asFar = 0;
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    for (let i = 0; i < sizes.length; i++) {
      sum += (exact ? draw >> i & 1 : random() < 0.5) ? sizes[i] : -sizes[i];
    }
    asFar += Number(Math.abs(sum) >= observed);
  }
  // One is added to drawn signs so that no finite number of them claims a p of zero.
  return exact ? asFar / draws : (asFar + 1) / (draws + 1);
}
