/**
 * Whether two ids name the same task as people write them: `MBPP/11`, `Mbpp/11` and `11`.
 *
 * @example
 * ```ts
 * import { sameTask } from "tracelab/tasks";
 * import assert from "node:assert/strict";
 * assert(sameTask("MBPP/11", "Mbpp/11") && sameTask("11", "MBPP/11"));
 * assert(!sameTask("HumanEval/11", "MBPP/11"));
 * ```
 */
export function sameTask(a: string, b: string): boolean {
  const [x, y] = [a.trim().toLowerCase(), b.trim().toLowerCase()];
  if (x === y) return true;
  // A bare tail matches any set; two prefixes must agree.
  if (x.includes("/") && y.includes("/")) return false;
  return taskKey(x) === taskKey(y);
}

/** What `sameTask` compares when one of two ids has no prefix: the part after the last slash. */
export function taskKey(id: string): string {
  return id.trim().toLowerCase().split("/").at(-1)!;
}
