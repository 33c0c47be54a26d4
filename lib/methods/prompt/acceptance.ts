/** Whether a rewritten prompt takes the place of the one it was made from. */
import { drawMember, paretoFront } from "./paretoFront.ts";

/**
 * - `always`: every rewrite, as the original does
 * - `dev-improves`: one that solves more of the development set; of two that solve as much the shorter
 * - `pareto`: one that is on the front of prompts by per-task wins; the next rewrite is of a member of
 *   the front, drawn by its wins (GEPA, arXiv 2507.19457)
 */
export type Acceptance = "always" | "dev-improves" | "pareto";
export const acceptances: Acceptance[] = ["always", "dev-improves", "pareto"];

/** A prompt that was evaluated on the development set. */
export interface Evaluated {
  /** By task, 1 for one that passed and 0 for one that did not; a task that nobody could judge is absent. */
  scores: ReadonlyMap<string, number>;
  /** Characters of the prompt. */
  length: number;
}

/** What is decided of a candidate, and why. */
export interface Decision {
  accepted: boolean;
  why: string;
  /** Whose rewrite comes next: an index into the pool, with the candidate behind it. */
  next: number;
}

const meanOf = (scores: number[]) => scores.reduce((sum, score) => sum + score, 0) / scores.length;

/** What two prompts solve of the tasks that both have a score for; undefined where there is none. */
export function pairedMeans(a: Evaluated, b: Evaluated): [number, number] | undefined {
  const shared = [...a.scores.keys()].filter((task) => b.scores.has(task));
  if (!shared.length) return undefined;
  return [a, b].map(({ scores }) => meanOf(shared.map((task) => scores.get(task)!))) as [
    number,
    number,
  ];
}

/** Whether `b` is better than `a`: solves more of what both have, or as much and is shorter. */
export function improves(a: Evaluated, b: Evaluated): boolean {
  const means = pairedMeans(a, b);
  if (!means) return false;
  return means[1] > means[0] || (means[1] === means[0] && b.length < a.length);
}

/** The index of the best of a pool on the development set; of equals the shorter, then the earlier. */
export function bestOf(pool: readonly Evaluated[]): number {
  return pool.reduce((best, one, i) => improves(pool[best], one) ? i : best, 0);
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/**
 * Decides on a candidate.
 *
 * @param pool The prompts that were evaluated so far, in their order.
 * @param current Which of them the candidate would replace.
 * @param random For `pareto`: gives a number from 0 to 1, 1 excluded.
 *
 * @example
 * ```ts
 * import { acceptance } from "tracelab/methods";
 * import assert from "node:assert/strict";
 * const scored = (score: number, length = 10) => ({ scores: new Map([["t", score]]), length });
 * const decide = (score: number) => acceptance("dev-improves", [scored(0.5)], 0, scored(score), Math.random);
 * assert.equal(decide(1).accepted, true);
 * assert.equal(decide(0.5).why, "no better on the development set (50.0 % of 1), and no shorter");
 * ```
 */
export function acceptance(
  rule: Acceptance,
  pool: readonly Evaluated[],
  current: number,
  candidate: Evaluated,
  random: () => number,
): Decision {
  const last = pool.length;
  if (rule === "always") return { accepted: true, why: "every rewrite is accepted", next: last };
  if (rule === "pareto") {
    const all = [...pool, candidate];
    const tasks = [...new Set(all.flatMap(({ scores }) => [...scores.keys()]))];
    const front = paretoFront(all.map(({ scores }) => tasks.map((task) => scores.get(task))));
    const mine = front.find(({ index }) => index === last);
    const next = front.length ? drawMember(front, random).index : current;
    return {
      accepted: mine !== undefined,
      why: mine
        ? `on the front of ${front.length} with ${mine.wins} of ${tasks.length} tasks`
        : "others are as good at every task it wins",
      next,
    };
  }
  const means = pairedMeans(pool[current], candidate);
  if (!means) return { accepted: false, why: "no task that both were judged on", next: current };
  const n = [...candidate.scores.keys()].filter((task) => pool[current].scores.has(task)).length;
  const [before, after] = means;
  if (after > before) {
    const why = `${percent(after)} of ${n} after ${percent(before)}`;
    return { accepted: true, why, next: last };
  }
  if (after < before) {
    const why = `worse on the development set: ${percent(after)} of ${n} after ${percent(before)}`;
    return { accepted: false, why, next: current };
  }
  return candidate.length < pool[current].length
    ? { accepted: true, why: `as good (${percent(after)} of ${n}) and shorter`, next: last }
    : {
      accepted: false,
      why: `no better on the development set (${percent(after)} of ${n}), and no shorter`,
      next: current,
    };
}
