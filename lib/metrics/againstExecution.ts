/**
 * Does a metric measure correctness? Its scores beside what execution says, over all programs and within
 * each task: a metric that only knows which tasks are easy orders programs well overall, and badly within.
 */
import { extent, quantileSorted } from "d3-array";
import { grouped, seededRandom, shuffled } from "../base/mod.ts";
import { bootstrapMean, type BootstrapOptions, checkBootstrap } from "./bootstrapMean.ts";
import type { Estimate } from "./estimate.ts";
import { agreementOf, type RankAgreement, rankAgreement, tiedByScore } from "./rankAgreement.ts";
import { unvaried } from "./unvaried.ts";

/** One program: what the metric gives it, and whether it passed. */
export interface ScoredProgram {
  score: number;
  right: boolean;
  /** The task's id. */
  task: string;
}

type Estimates = { [K in keyof RankAgreement]?: Estimate };

/** A metric against execution. */
export interface AgainstExecution {
  programs: number;
  tasks: number;
  /** Tasks with right and wrong programs: those that `within` is over. */
  mixedTasks: number;
  /** Over all programs; the interval draws tasks, as programs of one task are no independent draws. */
  overall: Estimates;
  /** Means over tasks; a task where every program scores the same has AUC .5 and no correlation. */
  within: Estimates;
}

const measures = ["auc", "kendall", "spearman"] as const;
/** The least that a measure can be; the most is 1. */
const least = { auc: 0, kendall: -1, spearman: -1 };

/**
 * AUC, Kendall's τ-b and Spearman's ρ of a metric against execution, overall and within tasks, with
 * percentile bootstrap intervals over tasks. Where resampling tasks varies nothing (one task, or tasks that
 * are all ordered alike), the interval is that of so many values that are the same (`unvaried`), and has
 * width. What cannot be had (no wrong program, one score for all) is left out.
 *
 * @throws {RangeError} for a score that is NaN: leave out what has no score, and say how many; for an
 * unknown option, resamples that are no positive integer, and a level that is not between 0 and 1
 *
 * @see Evtikhiev et al. 2023, arXiv 2208.03133, and Zhou et al. 2023, arXiv 2302.05527, section 4, on
 * correlation with execution; Field and Welsh 2007 on drawing clusters
 *
 * @example
 * ```ts
 * import { againstExecution } from "tracelab/metrics";
 * import assert from "node:assert/strict";
 * const { overall, within } = againstExecution([
 *   { task: "easy", score: 0.9, right: true },
 *   { task: "easy", score: 0.8, right: true },
 *   { task: "hard", score: 0.2, right: false },
 *   { task: "hard", score: 0.1, right: true },
 * ]);
 * assert.equal(overall.auc?.value, 2 / 3);
 * assert.equal(within.auc?.value, 0);
 * ```
 */
export function againstExecution(
  programs: Iterable<ScoredProgram>,
  options: BootstrapOptions = {},
): AgainstExecution {
  checkBootstrap("againstExecution", options);
  const all = [...programs];
  const byTask = grouped(all, ({ task }) => task);
  const perTask = [...byTask.values()].map(agreement).filter((one) => one.auc !== undefined);
  const within: Estimates = {};
  for (const name of measures) {
    const values = perTask.map((one) => one[name]).filter((value) => value !== undefined);
    if (!values.length) continue;
    const range = { least: least[name], level: options.level };
    within[name] = isWide(values)
      ? bootstrapMean(values, options)
      : unvaried(values[0], values.length, range);
  }
  return {
    programs: all.length,
    tasks: byTask.size,
    mixedTasks: perTask.length,
    overall: overallOf(all, [...byTask.keys()], options),
    within,
  };
}

/** Whether values differ by more than rounding. */
const isWide = (values: ArrayLike<number>) => {
  const [low, high] = extent(Array.from(values));
  return high! - low! > 1e-12;
};

const agreement = (programs: readonly ScoredProgram[]) =>
  rankAgreement(programs.map(({ score }) => score), programs.map(({ right }) => right));

function overallOf(
  programs: readonly ScoredProgram[],
  tasks: readonly string[],
  { seed = 0, resamples = 2000, level = 0.95 }: BootstrapOptions,
): Estimates {
  const groups = tiedByScore(programs.map((one) => one.score), programs.map((one) => one.right));
  const values = agreementOf(groups, () => 1);
  // In the order of their names, so that the order of the programs makes no difference.
  const places = new Map([...tasks].sort().map((task, i) => [task, i]));
  const place = programs.map(({ task }) => places.get(task)!);
  const random = seededRandom(seed), times = new Float64Array(tasks.length);
  const drawn = Array.from({ length: resamples }, () => {
    times.fill(0);
    for (let i = 0; i < times.length; i++) times[Math.floor(random() * times.length)]++;
    return agreementOf(groups, (i) => times[place[i]]);
  });
  const tail = (1 - level) / 2, estimates: Estimates = {};
  for (const name of measures) {
    const value = values[name];
    if (value === undefined) continue;
    // A draw without right or without wrong programs has no value.
    const sorted = Float64Array.from(drawn.flatMap((one) => one[name] ?? [])).sort();
    if (!sorted.length) continue;
    if (!isWide(sorted)) {
      const range = { least: least[name], level };
      estimates[name] = { ...unvaried(value, tasks.length, range), n: programs.length };
      continue;
    }
    estimates[name] = {
      value,
      low: quantileSorted(sorted, tail)!,
      high: quantileSorted(sorted, 1 - tail)!,
      n: programs.length,
      method: "bootstrap",
    };
  }
  return estimates;
}

/**
 * The control: the same scores with the verdicts dealt anew, over all programs. Whatever is measured on
 * them is chance: AUC .5.
 *
 * @example
 * ```ts
 * import { shuffledVerdicts } from "tracelab/metrics";
 * import assert from "node:assert/strict";
 * const programs = [{ task: "a", score: 1, right: true }, { task: "b", score: 0, right: false }];
 * assert.equal(shuffledVerdicts(programs, 7).filter(({ right }) => right).length, 1);
 * ```
 */
export function shuffledVerdicts(
  programs: readonly ScoredProgram[],
  seed: number,
): ScoredProgram[] {
  const verdicts = shuffled(programs.map(({ right }) => right), seed);
  return programs.map((program, i) => ({ ...program, right: verdicts[i] }));
}
