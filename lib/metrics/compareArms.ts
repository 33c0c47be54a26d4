import type { Attempt } from "../runs/mod.ts";
import { byTask } from "./errorReduction.ts";
import type { Estimate } from "./estimate.ts";
import { finalAttempts } from "./finalAttempts.ts";
import { mcnemar } from "./mcnemar.ts";
import { meanOverTasks } from "./meanOverTasks.ts";
import { pairedBootstrap } from "./pairedBootstrap.ts";
import { passRatio } from "./passRatio.ts";
import { listed } from "./listed.ts";

/** An arm beside a control on the same tasks and seeds: a row as `show.table` takes it. */
export type Comparison = {
  arm: string;
  tasks: number;
  seeds: number;
  /** Share of tasks whose last program passes; of several seeds or samples a task, the mean share. */
  solved?: Estimate;
  /** TRACE's score of the last programs. */
  passRatio?: Estimate;
  /** Programs written and helpers asked, a task and seed. */
  programs: number;
  helperCalls: number;
  /** Tokens of replies, a task and seed; absent where a model does not count them. */
  tokens?: number;
  /** Solved, this arm minus the control, over the tasks both have. */
  difference?: Estimate;
  /** Tasks only this arm solves, and only the control (with several seeds: solves more often). */
  gained?: number;
  lost?: number;
  /** McNemar's exact test with one program a task, the sign-flip test over tasks with several. */
  p?: number;
};

/** 1 for a last program that passed, 0 for one that did not; programs nobody could judge are left out. */
const solved = ({ verdict }: Attempt) =>
  !verdict || verdict.status === "harness" ? undefined : Number(verdict.status === "passed");

/**
 * What each arm reached and spent, and its paired difference from a control.
 *
 * @param control The arm to compare with; it stands first and has no difference.
 * @throws {RangeError} when no attempt is of the control.
 *
 * @example
 * ```ts
 * import { attempt, compareArms, Verdict } from "tracelab";
 * import assert from "node:assert/strict";
 * const made = (arm: string, status: string) =>
 *   attempt({
 *     method: arm, taskId: "t",
 *     verdict: Verdict.parse({ status, guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 }),
 *   });
 * const [, adapt] = compareArms([made("base", "failed"), made("adapt", "passed")], "base");
 * assert.equal(adapt.difference?.value, 1);
 * ```
 */
export function compareArms(attempts: Iterable<Attempt>, control: string): Comparison[] {
  const all = [...listed(attempts)];
  const finals = finalAttempts(all);
  if (!finals.has(control)) {
    throw new RangeError(
      `no attempt of the control ${control} (arms: ${[...finals.keys()].join(", ")})`,
    );
  }
  const reference = byTask(finals.get(control)!, solved);
  const arms = [control, ...[...finals.keys()].filter((arm) => arm !== control)];
  return arms.map((arm) => {
    const last = finals.get(arm)!;
    const own = all.filter((attempt) => attempt.arm === arm);
    const values = byTask(last, solved);
    const seeds = new Set(last.map(({ seed }) => seed)).size;
    const row: Comparison = {
      arm,
      tasks: values.size,
      seeds,
      solved: meanOverTasks([...values.values()]),
      passRatio: meanOverTasks([
        ...byTask(last, (one) => one.verdict && passRatio(one.verdict)).values(),
      ]),
      programs: own.filter((one) => one.verdict).length / last.length,
      helperCalls: own.filter((one) => !one.verdict).length / last.length,
      tokens: tokens(own, last.length),
    };
    return arm === control ? row : { ...row, ...against(reference, values) };
  });
}

/** Whether each task has one outcome, and not a share of several programs. */
const single = (values: ReadonlyMap<string, number>) =>
  [...values.values()].every((share) => share === 0 || share === 1);

function tokens(attempts: Attempt[], tasks: number): number | undefined {
  let sum = 0;
  for (const { completion } of attempts) {
    if (!completion) continue;
    if (completion.usage.completionTokens === undefined) return undefined;
    sum += completion.usage.completionTokens;
  }
  return sum / tasks;
}

function against(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Partial<Comparison> {
  const difference = pairedBootstrap(before, after);
  if (!difference) return {};
  const { p, ...estimate } = difference;
  const pairs = [...before].filter(([task]) => after.has(task));
  const gained = pairs.filter(([task, was]) => after.get(task)! > was).length;
  const lost = pairs.filter(([task, was]) => after.get(task)! < was).length;
  const passed = (values: ReadonlyMap<string, number>) =>
    new Map([...values].map(([task, value]) => [task, value === 1]));
  const exact = single(before) && single(after)
    ? mcnemar(passed(before), passed(after))?.p
    : undefined;
  return { difference: estimate, gained, lost, p: exact ?? p };
}
