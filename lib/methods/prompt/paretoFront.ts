/**
 * Which of several prompts are worth mutating: those that are best at some task, as in GEPA
 * (arXiv 2507.19457, algorithm 2), and not the one with the best mean alone.
 */

/** A prompt of the front. */
export interface FrontMember {
  /** Its row in the scores. */
  index: number;
  /** Tasks at which no other prompt is better. */
  wins: number;
}

/**
 * The front of prompts by per-task wins: of each task the prompts with its highest score, less those
 * that others of the front stand in for at every task they win, the lowest mean first (GEPA's
 * `remove_dominated_programs`). Of two that win the same tasks with the same mean, the later stays.
 *
 * @param scores One row a prompt, one column a task; `undefined` where a prompt has no score.
 * @returns The front in the order of the rows; empty where there is no score.
 *
 * @example
 * ```ts
 * import { paretoFront } from "tracelab/methods";
 * import assert from "node:assert/strict";
 * const front = paretoFront([[1, 0, 0], [0, 1, 1], [0, 1, 0]]);
 * assert.deepEqual(front, [{ index: 0, wins: 1 }, { index: 1, wins: 2 }]);
 * ```
 */
export function paretoFront(
  scores: readonly (readonly (number | undefined)[])[],
): FrontMember[] {
  const tasks = Math.max(0, ...scores.map((row) => row.length));
  const fronts: number[][] = [];
  for (let task = 0; task < tasks; task++) {
    const known = scores.map((row) => row[task]).filter((score) => score !== undefined);
    const best = Math.max(...known);
    const winners = scores.flatMap((row, index) => row[task] === best ? [index] : []);
    if (known.length) fronts.push(winners);
  }
  const left = new Set(fronts.flat());
  // A stable sort: of equal means the one that wins an earlier task is looked at first.
  const order = [...left].sort((a, b) => meanOf(scores[a]) - meanOf(scores[b]));
  const dispensable = (index: number) =>
    fronts.every((front) =>
      !front.includes(index) || front.some((other) => other !== index && left.has(other))
    );
  for (let found = true; found;) {
    const index = order.find((index) => left.has(index) && dispensable(index));
    found = index !== undefined && left.delete(index);
  }
  return [...left].sort((a, b) => a - b).map((index) => ({
    index,
    wins: fronts.filter((front) => front.includes(index)).length,
  }));
}

function meanOf(row: readonly (number | undefined)[]): number {
  const known = row.filter((score) => score !== undefined);
  return known.reduce((sum, score) => sum + score, 0) / known.length;
}

/**
 * A member of a front, as likely as it has wins (GEPA's selection).
 *
 * @param random Gives a number from 0 to 1, 1 excluded.
 * @throws {RangeError} for an empty front
 */
export function drawMember(front: readonly FrontMember[], random: () => number): FrontMember {
  if (!front.length) throw new RangeError("no prompt to draw: the front is empty");
  let left = random() * front.reduce((sum, { wins }) => sum + wins, 0);
  return front.find(({ wins }) => (left -= wins) < 0) ?? front.at(-1)!;
}
