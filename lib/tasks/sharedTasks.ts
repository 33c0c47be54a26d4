import type { Task } from "./task.ts";

/**
 * The training tasks that a test task repeats, each with that one: the same text, the same tests or the
 * same solution, whatever the two and their functions are called. Benchmarks hold such pairs: of MBPP's
 * 374 training tasks eleven are in its test split, too.
 *
 * @example
 * ```ts
 * import { sharedTasks, Task } from "tracelab/tasks";
 * import assert from "node:assert/strict";
 * const own = (id: string, name: string, instruct: string) =>
 *   Task.parse({ id, set: "own", entryPoint: name, prompt: { instruct }, hidden: { kind: "run" } });
 * const train = [own("1", "add", "Add two numbers."), own("2", "double", "Write double of a number.")];
 * const shared = sharedTasks(train, [own("3", "twice", "Write twice of  a number.")]);
 * assert.deepEqual([...shared].map(([task, test]) => [task.id, test.id]), [["2", "3"]]);
 * ```
 */
export function sharedTasks(train: readonly Task[], test: readonly Task[]): Map<Task, Task> {
  const known = new Map(test.flatMap((task) => marksOf(task).map((mark) => [mark, task])));
  return new Map(train.flatMap((task) => {
    const same = marksOf(task).map((mark) => known.get(mark)).find(Boolean);
    return same ? [[task, same]] : [];
  }));
}

/** What makes a task the same as another: its text, its tests, its solution. */
function marksOf({ prompt, hidden, canonical, entryPoint }: Task): string[] {
  const name = entryPoint && new RegExp(`\\b${entryPoint.replace(/\W/g, "\\$&")}\\b`, "gi");
  const unnamed = (text?: string) => name ? text?.replaceAll(name, "f") : text;
  const text = prompt.instruct ?? prompt.complete, { kind, ...tests } = hidden;
  return [
    ["text", text],
    ["text", unnamed(text)],
    // A plain run tests nothing, so that all of them would be one.
    ["tests", kind === "run" ? undefined : unnamed(JSON.stringify(tests))],
    ["solution", unnamed(canonical)],
  ].flatMap(([what, of]) =>
    of?.trim() ? [`${what} ${of.toLowerCase().replace(/\s+/g, " ").trim()}`] : []
  );
}
