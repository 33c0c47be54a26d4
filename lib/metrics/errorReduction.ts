import type { Attempt } from "../runs/mod.ts";
import { exactSum } from "./bootstrapMean.ts";
import { passRatio, testCounts } from "./passRatio.ts";
import { listed } from "./listed.ts";

/**
 * Tests of a program that did not pass; a program whose tests could not run counts as one error.
 *
 * @example
 * ```ts
 * import { attempt, Verdict } from "tracelab";
 * import { errorEntries } from "tracelab/metrics";
 * import assert from "node:assert/strict";
 * const verdict = Verdict.parse({
 *   status: "failed",
 *   tests: [{ name: "a", status: "passed" }, { name: "b", status: "failed" }],
 *   guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1,
 * });
 * assert.equal(errorEntries(attempt({ method: "base", taskId: "t", verdict })), 1);
 * ```
 */
export function errorEntries(attempt: Attempt): number | undefined {
  const { verdict } = attempt;
  if (!verdict || verdict.status === "harness") return undefined;
  const { passed, all } = testCounts(verdict);
  if (all === 0) return verdict.status === "passed" ? 0 : 1;
  return all - passed;
}

/**
 * Mean over a task's samples, by task id; tasks without a judged attempt are absent.
 *
 * @example
 * ```ts
 * import { attempt } from "tracelab";
 * import { byTask } from "tracelab/metrics";
 * import assert from "node:assert/strict";
 * const attempts = [0, 1].map((sample) => attempt({ method: "base", taskId: "t", sample }));
 * assert.equal(byTask(attempts, ({ sample }) => sample).get("t"), 0.5);
 * ```
 */
export function byTask(
  attempts: Iterable<Attempt>,
  value: (attempt: Attempt) => number | undefined,
): Map<string, number> {
  const values = new Map<string, number[]>();
  for (const attempt of listed(attempts)) {
    const found = value(attempt);
    if (found === undefined) continue;
    const list = values.get(attempt.taskId);
    if (list) list.push(found);
    else values.set(attempt.taskId, [found]);
  }
  return new Map([...values].map(([task, list]) => [task, exactSum(list) / list.length]));
}

/**
 * 1 − errors after / errors before, over the tasks and tests that both have: the denominator is fixed
 * by what came before. Undefined when nothing is shared or nothing failed before.
 *
 * @example
 * ```ts
 * import { attempt, errorReduction, Verdict } from "tracelab";
 * import assert from "node:assert/strict";
 * const made = (status: string) =>
 *   attempt({
 *     method: "base", taskId: "t",
 *     verdict: Verdict.parse({ status, guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 }),
 *   });
 * assert.equal(errorReduction([made("failed")], [made("passed")])?.value, 1);
 * ```
 */
export function errorReduction(
  before: Iterable<Attempt>,
  after: Iterable<Attempt>,
): { value: number; before: number; after: number; n: number } | undefined {
  const a = byTask(before, errorEntries), b = byTask(after, errorEntries);
  const shared = [...a.keys()].filter((task) => b.has(task));
  const errors = {
    before: exactSum(shared.map((task) => a.get(task)!)),
    after: exactSum(shared.map((task) => b.get(task)!)),
  };
  if (errors.before === 0) return undefined;
  return { value: 1 - errors.after / errors.before, ...errors, n: shared.length };
}

/**
 * Tasks whose pass ratio rose, fell or stayed.
 *
 * @example
 * ```ts
 * import { attempt, changes, Verdict } from "tracelab";
 * import assert from "node:assert/strict";
 * const made = (status: string) =>
 *   attempt({
 *     method: "base", taskId: "t",
 *     verdict: Verdict.parse({ status, guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 }),
 *   });
 * assert.equal(changes([made("failed")], [made("passed")]).improved, 1);
 * ```
 */
export function changes(
  before: Iterable<Attempt>,
  after: Iterable<Attempt>,
): { improved: number; worse: number; same: number; n: number } {
  const ratio = ({ verdict }: Attempt) => verdict && passRatio(verdict);
  const a = byTask(before, ratio), b = byTask(after, ratio);
  const count = { improved: 0, worse: 0, same: 0, n: 0 };
  for (const [task, was] of a) {
    const is = b.get(task);
    if (is === undefined) continue;
    count.n++;
    if (is > was) count.improved++;
    else if (is < was) count.worse++;
    else count.same++;
  }
  return count;
}
