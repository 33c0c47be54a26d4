import type { Task } from "./task.ts";

/**
 * The sets that tasks are of, as a label: what a table is about is read from its tasks, and not from
 * the name that somebody asked for.
 *
 * @example
 * ```ts
 * import { loadTasks, setNames } from "tracelab";
 * setNames(await loadTasks("starter", { limit: 3 })); // "starter"
 * ```
 */
export function setNames(tasks: Iterable<Task>): string {
  return [...new Set([...tasks].map(({ set }) => set))].sort().join(", ");
}
