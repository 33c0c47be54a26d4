/**
 * A file, a row of it or a set that cannot be used; `exitCode` is what a command ends with.
 *
 * @example
 * ```ts
 * import { loadTasks } from "tracelab";
 * import { TaskSetError } from "tracelab/tasks";
 * import assert from "node:assert/strict";
 * await assert.rejects(loadTasks("no-such-set"), TaskSetError);
 * ```
 */
export class TaskSetError extends Error {
  override readonly name = "TaskSetError";
  constructor(message: string, readonly exitCode: number = 2) {
    super(message);
  }
}
