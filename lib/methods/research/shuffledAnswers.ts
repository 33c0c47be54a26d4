import { shuffled } from "../../base/mod.ts";

/**
 * The control of a fine-tuning: the same prompts and the same answers, each answer with another's prompt
 * (Sattolo's cycle: none keeps its own place). What a model learns of them is the form of answers.
 *
 * @throws {RangeError} for fewer than two rows
 *
 * @example
 * ```ts
 * import { shuffledAnswers } from "tracelab/methods";
 * import assert from "node:assert/strict";
 * const rows = [{ prompt: "1?", completion: "1" }, { prompt: "2?", completion: "2" }];
 * assert.deepEqual(shuffledAnswers(rows, 1), [{ prompt: "1?", completion: "2" }, { prompt: "2?", completion: "1" }]);
 * ```
 */
export function shuffledAnswers<R extends { completion: string }>(
  rows: readonly R[],
  seed: number,
): R[] {
  if (rows.length < 2) throw new RangeError(`too few rows to shuffle: ${rows.length}`);
  // One cycle through all places: everybody gets the answer of the next in a random order.
  const order = shuffled(rows.map((_, i) => i), seed);
  const answers = new Map(order.map((at, i) => [at, rows[order[(i + 1) % order.length]]]));
  return rows.map((row, i) => ({ ...row, completion: answers.get(i)!.completion }));
}
