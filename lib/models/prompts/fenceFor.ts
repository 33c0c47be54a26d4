/**
 * The backticks of a fence that nothing in a text closes: three, or one more than the most that a line of
 * it begins with.
 *
 * @example
 * ```ts
 * import { fenceFor } from "./fenceFor.ts";
 * import assert from "node:assert/strict";
 * assert.equal(fenceFor("x = 1"), "`".repeat(3));
 * assert.equal(fenceFor("x = '''\n" + "`".repeat(3) + "\n'''"), "`".repeat(4));
 * ```
 */
export function fenceFor(text: string): string {
  const runs = text.match(/^[ \t]*`{3,}/gm) ?? [];
  return "`".repeat(runs.reduce((most, run) => Math.max(most, run.trim().length + 1), 3));
}
