import type { Attempt } from "../runs/mod.ts";
import type { Status } from "../sandbox/mod.ts";
import type { Estimate } from "./estimate.ts";
import { meanOverTasks } from "./meanOverTasks.ts";

/** Whether a program ran to its tests' end without an error of its own: right or wrong. */
export const executed = (status: Status): boolean => status === "passed" || status === "failed";

/** The mean over tasks of the share of judged programs that execute. Undefined when nothing was judged. */
export function executionRate(attempts: Iterable<Attempt>): Estimate | undefined {
  const tasks = new Map<string, { n: number; ran: number }>();
  for (const { taskId, verdict } of attempts) {
    if (!verdict || verdict.status === "harness") continue;
    const task = tasks.get(taskId) ?? { n: 0, ran: 0 };
    task.n++;
    if (executed(verdict.status)) task.ran++;
    tasks.set(taskId, task);
  }
  return meanOverTasks([...tasks.values()].map(({ n, ran }) => ran / n));
}
