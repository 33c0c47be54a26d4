import type { Completion, Intent } from "../../models/mod.ts";
import { answerOf } from "./replyText.ts";
import { tinyPrompt } from "./tinyDialect.ts";

/**
 * A training row of the embedded model: what it reads for an intent, and the answer that a reply to it
 * stands for, whoever wrote it. The tokens come along where the embedded model drew others than the
 * text would be cut into.
 *
 * @example
 * ```ts
 * import { solve, Task } from "tracelab";
 * import { tinyRow } from "tracelab/tiny";
 * import assert from "node:assert/strict";
 * const task = Task.parse({
 *   id: "own/1", set: "own", entryPoint: "f", hidden: { kind: "run" },
 *   prompt: { complete: 'def f(nums):\n    """Return the sum of nums."""\n' },
 * });
 * const row = tinyRow(solve(task).intent, { text: "def f(nums):\n    return sum(nums)\n" });
 * assert.deepEqual(row, {
 *   prompt: "<solve>nums<text>Return the sum of nums.<answer>",
 *   completion: "    return sum(nums)\n",
 * });
 * ```
 */
export function tinyRow(
  intent: Intent,
  { text, code, tokenIds }: Pick<Completion, "text" | "tokenIds"> & Partial<Completion>,
): { prompt: string; completion: string; completionIds?: number[] } {
  const row = { prompt: tinyPrompt(intent), completion: answerOf(intent, text, code || undefined) };
  return tokenIds ? { ...row, completionIds: tokenIds } : row;
}
