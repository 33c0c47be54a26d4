import type { Attempt } from "../runs/mod.ts";
import type { Status } from "../sandbox/mod.ts";
import type { Estimate } from "./estimate.ts";
import { meanOverTasks } from "./meanOverTasks.ts";
import { listed } from "./listed.ts";

/**
 * Whether a program ran to its tests' end without an error of its own: right or wrong.
 *
 * @example
 * ```ts
 * import { executed } from "tracelab/metrics";
 * executed("failed"); // true: it ran, and was wrong
 * executed("error"); // false
 * ```
 */
export const executed = (status: Status): boolean => status === "passed" || status === "failed";

/**
 * The mean over tasks of the share of judged programs that execute. Undefined when nothing was judged.
 *
 * @example
 * ```ts
 * import { attempt, Verdict } from "tracelab";
 * import { executionRate } from "tracelab/metrics";
 * import assert from "node:assert/strict";
 * const made = (taskId: string, status: string) =>
 *   attempt({
 *     method: "base", taskId,
 *     verdict: Verdict.parse({ status, guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 }),
 *   });
 * assert.equal(executionRate([made("a", "failed"), made("b", "error")])?.value, 0.5);
 * ```
 */
export function executionRate(attempts: Iterable<Attempt>): Estimate | undefined {
  const tasks = new Map<string, { n: number; ran: number }>();
  for (const { taskId, verdict } of listed(attempts)) {
    if (!verdict || verdict.status === "harness") continue;
    const task = tasks.get(taskId) ?? { n: 0, ran: 0 };
    task.n++;
    if (executed(verdict.status)) task.ran++;
    tasks.set(taskId, task);
  }
  return meanOverTasks([...tasks.values()].map(({ n, ran }) => ran / n));
}
