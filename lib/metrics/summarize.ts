/**
 * The metrics of a run, in one pass: attempts are read one at a time, and what is kept grows with the
 * number of programs only by a name and a few numbers each. The result does not depend on their order.
 */
import type { Attempt } from "../runs/mod.ts";
import { exactSum } from "./bootstrapMean.ts";
import { distinct } from "./distinct.ts";
import type { Estimate } from "./estimate.ts";
import { executed } from "./executionRate.ts";
import { meanOverTasks } from "./meanOverTasks.ts";
import { passAtK } from "./passAtK.ts";
import { passHatK } from "./passHatK.ts";
import { passRatio, testCounts } from "./passRatio.ts";

/** What was spent; absent where nobody reported it. */
export interface Usage {
  calls: number;
  promptTokens?: number;
  completionTokens?: number;
  /** In US dollars. */
  cost?: number;
}

export interface RoundSummary {
  round: number;
  tasks: number;
  samples: number;
  passed: number;
  /** Programs that could not be judged; they are in no share. */
  harness: number;
  /** Mean over tasks of the share of tests that pass (TRACE); not pass@1. */
  passRatio?: Estimate;
  /** By k; tasks with fewer samples than k are left out, and k without any task is absent. */
  passAtK: Record<string, Estimate>;
  /** All of k samples pass. */
  passHatK: Record<string, Estimate>;
  executionRate?: Estimate;
  statuses: Record<string, number>;
  errorTypes: Record<string, number>;
  tests: { passed: number; all: number };
}

export interface ArmSummary extends Usage {
  method: string;
  arm: string;
  rounds: RoundSummary[];
  /** Mean pass ratio of each task's first, last and best round; of several seeds or samples, their mean. */
  first?: Estimate;
  last?: Estimate;
  best?: Estimate;
  /** Seconds of the judged programs. */
  cpuSeconds?: number;
  wallSeconds?: number;
}

export interface Summary {
  attempts: number;
  tasks: number;
  arms: ArmSummary[];
}

export interface SummarizeOptions {
  /** Of pass@k. @default {[1, 5, 10, 100]} */
  ks?: number[];
  /** Of the bootstrap. @default {0} */
  seed?: number;
}

interface TaskTally {
  samples: number;
  passed: number;
  executed: number;
  ratios: number[];
}

interface RoundTally {
  tasks: Map<string, TaskTally>;
  statuses: Map<string, number>;
  errorTypes: Map<string, number>;
  tests: { passed: number; all: number };
}

interface ArmTally {
  method: string;
  arm: string;
  rounds: Map<number, RoundTally>;
  /** Pass ratios by task, then by seed and sample, then by round. */
  ratios: Map<string, Map<string, Map<number, number[]>>>;
  calls: number;
  promptTokens: number[];
  completionTokens: number[];
  costs: number[];
  cpuMs: number[];
  wallMs: number[];
}

/**
 * Metrics by arm and round, every mean with n and its 95 % interval (Wilson's where each task passes or
 * fails as a whole, else a bootstrap over tasks).
 *
 * @example
 * ```ts
 * import { attempt, summarize, Verdict } from "tracelab";
 * import assert from "node:assert/strict";
 * const verdict = Verdict.parse({
 *   status: "passed", guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1,
 * });
 * const { arms: [arm] } = summarize([attempt({ method: "base", taskId: "t", verdict })]);
 * assert.equal(arm.rounds[0].passAtK[1].value, 1);
 * ```
 */
export function summarize(attempts: Iterable<Attempt>, options: SummarizeOptions = {}): Summary {
  const summarizer = new Summarizer(options);
  for (const attempt of distinct(attempts)) summarizer.add(attempt);
  return summarizer.summary();
}

/**
 * `summarize` for attempts that come one at a time.
 *
 * @example
 * ```ts
 * import { attempt } from "tracelab";
 * import { Summarizer } from "tracelab/metrics";
 * const summarizer = new Summarizer();
 * summarizer.add(attempt({ method: "base", taskId: "t" }));
 * summarizer.summary().attempts; // 1
 * ```
 */
export class Summarizer {
  readonly #arms = new Map<string, ArmTally>();
  readonly #tasks = new Set<string>();
  #count = 0;

  constructor(readonly options: SummarizeOptions = {}) {}

  add(attempt: Attempt): void {
    this.#count++;
    this.#tasks.add(attempt.taskId);
    add(armOf(this.#arms, attempt), attempt);
  }

  summary(): Summary {
    const keys = [...this.#arms.keys()].sort();
    return {
      attempts: this.#count,
      tasks: this.#tasks.size,
      arms: keys.map((key) => finish(this.#arms.get(key)!, this.options)),
    };
  }
}

/**
 * The summary without what two runs of the same experiment never share.
 *
 * @example
 * ```ts
 * import { attempt, summarize } from "tracelab";
 * import { withoutTime } from "tracelab/metrics";
 * withoutTime(summarize([attempt({ method: "base", taskId: "t" })])).arms[0].wallSeconds; // undefined
 * ```
 */
export function withoutTime(summary: Summary): Summary {
  const arms = summary.arms.map(({ cpuSeconds: _cpu, wallSeconds: _wall, ...arm }) => arm);
  return { ...summary, arms };
}

function armOf(arms: Map<string, ArmTally>, { method, arm }: Attempt): ArmTally {
  const key = `${method}\0${arm}`;
  let tally = arms.get(key);
  if (!tally) {
    tally = {
      method,
      arm,
      rounds: new Map(),
      ratios: new Map(),
      calls: 0,
      promptTokens: [],
      completionTokens: [],
      costs: [],
      cpuMs: [],
      wallMs: [],
    };
    arms.set(key, tally);
  }
  return tally;
}

const increase = (counts: Map<string, number>, key: string) =>
  counts.set(key, (counts.get(key) ?? 0) + 1);

function add(arm: ArmTally, attempt: Attempt) {
  const { completion, verdict, round, taskId } = attempt;
  if (completion) {
    arm.calls++;
    const { usage, cost } = completion;
    if (usage.promptTokens !== undefined) arm.promptTokens.push(usage.promptTokens);
    if (usage.completionTokens !== undefined) arm.completionTokens.push(usage.completionTokens);
    if (cost !== undefined) arm.costs.push(cost);
  }
  if (!verdict) return;
  arm.cpuMs.push(verdict.cpuMs);
  arm.wallMs.push(verdict.wallMs);
  let tally = arm.rounds.get(round);
  if (!tally) {
    tally = {
      tasks: new Map(),
      statuses: new Map(),
      errorTypes: new Map(),
      tests: { passed: 0, all: 0 },
    };
    arm.rounds.set(round, tally);
  }
  increase(tally.statuses, verdict.status);
  const ratio = passRatio(verdict);
  if (ratio === undefined) return; // harness
  if (verdict.error) increase(tally.errorTypes, verdict.error.type);
  const tests = testCounts(verdict);
  tally.tests.passed += tests.passed;
  tally.tests.all += tests.all;
  let task = tally.tasks.get(taskId);
  if (!task) tally.tasks.set(taskId, task = { samples: 0, passed: 0, executed: 0, ratios: [] });
  task.samples++;
  if (verdict.status === "passed") task.passed++;
  if (executed(verdict.status)) task.executed++;
  task.ratios.push(ratio);
  addRatio(arm, attempt, ratio);
}

function addRatio(
  { ratios }: ArmTally,
  { taskId, seed = 0, sample, round }: Attempt,
  ratio: number,
) {
  const key = `${seed} ${sample}`;
  let programs = ratios.get(taskId);
  if (!programs) ratios.set(taskId, programs = new Map());
  let rounds = programs.get(key);
  if (!rounds) programs.set(key, rounds = new Map());
  const known = rounds.get(round);
  if (known) known.push(ratio);
  else rounds.set(round, [ratio]);
}

const sorted = (counts: Map<string, number>) =>
  Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
const mean = (values: number[]) => exactSum(values) / values.length;
const sumOf = (values: number[]) => values.length ? exactSum(values) : undefined;

function finishRound(round: number, tally: RoundTally, options: SummarizeOptions): RoundSummary {
  const { ks = [1, 5, 10, 100], seed = 0 } = options;
  const tasks = [...tally.tasks.values()];
  const over = (metric: typeof passAtK) => {
    const found: Record<string, Estimate> = {};
    for (const k of ks) {
      const values = tasks.map(({ samples, passed }) => metric(samples, passed, k))
        .filter((value) => value !== undefined);
      const result = meanOverTasks(values, seed);
      if (result) found[k] = result;
    }
    return found;
  };
  const count = (status: string) => tally.statuses.get(status) ?? 0;
  const samples = tasks.reduce((sum, task) => sum + task.samples, 0);
  return {
    round,
    tasks: tasks.length,
    samples,
    passed: count("passed"),
    harness: count("harness"),
    passRatio: meanOverTasks(tasks.map(({ ratios }) => mean(ratios)), seed),
    passAtK: over(passAtK),
    passHatK: over(passHatK),
    executionRate: meanOverTasks(
      tasks.map(({ samples, executed }) => executed / samples),
      seed,
    ),
    statuses: sorted(tally.statuses),
    errorTypes: sorted(tally.errorTypes),
    tests: tally.tests,
  };
}

function finish(arm: ArmTally, options: SummarizeOptions): ArmSummary {
  const numbers = [...arm.rounds.keys()].sort((a, b) => a - b);
  /** The mean over tasks, each the mean of its programs' round that is picked. */
  const over = (pick: (rounds: number[]) => number) => {
    const tasks = [...arm.ratios.values()].map((programs) =>
      mean([...programs.values()].map((rounds) => {
        const inOrder = [...rounds.keys()].sort((a, b) => a - b);
        return pick(inOrder.map((round) => mean(rounds.get(round)!)));
      }))
    );
    return meanOverTasks(tasks, options.seed);
  };
  const seconds = (values: number[]) => values.length ? exactSum(values) / 1000 : undefined;
  return {
    method: arm.method,
    arm: arm.arm,
    rounds: numbers.map((number) => finishRound(number, arm.rounds.get(number)!, options)),
    first: over((rounds) => rounds[0]),
    last: over((rounds) => rounds.at(-1)!),
    best: over((rounds) => Math.max(...rounds)),
    calls: arm.calls,
    promptTokens: sumOf(arm.promptTokens),
    completionTokens: sumOf(arm.completionTokens),
    cost: sumOf(arm.costs),
    cpuSeconds: seconds(arm.cpuMs),
    wallSeconds: seconds(arm.wallMs),
  };
}
