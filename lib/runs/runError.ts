/**
 * A run that cannot be read, written or resumed; `exitCode` is what a command ends with.
 *
 * @example
 * ```ts
 * import { openRun } from "tracelab";
 * import { RunError } from "tracelab/runs";
 * import assert from "node:assert/strict";
 * assert.throws(() => openRun("none", { root: "/tmp" }), RunError);
 * ```
 */
export class RunError extends Error {
  override readonly name = "RunError";
  constructor(message: string, readonly exitCode: number = 2) {
    super(message);
  }
}
