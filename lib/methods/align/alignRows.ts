/** What judged programs become before a model is trained on them: pairs, rewards, and their controls. */
import { random } from "../../base/mod.ts";
import type { Preference } from "./preferencePairs.ts";

/** Whose word the labels are: the verdicts', a coin's, or the opposite of the verdicts'. */
export const labellings = ["verdicts", "random", "flipped"] as const;
export type Labels = typeof labellings[number];

/** The same pair with its programs' places exchanged. */
export const swapped = (pair: Preference): Preference => ({
  ...pair,
  chosen: pair.rejected,
  rejected: pair.chosen,
  chosenIds: pair.rejectedIds,
  rejectedIds: pair.chosenIds,
  chosenOutcome: pair.rejectedOutcome,
  rejectedOutcome: pair.chosenOutcome,
  chosenTrace: pair.rejectedTrace,
  rejectedTrace: pair.chosenTrace,
});

/** Pairs under other labels; each coin is the seed's. */
export function relabelled<T>(
  pairs: readonly T[],
  labels: Labels,
  seed: number,
  swap: (pair: T) => T,
): T[] {
  const coin = random(seed);
  return pairs.map((pair) =>
    labels === "flipped" || (labels === "random" && coin.chance(0.5)) ? swap(pair) : pair
  );
}

/** Rewards of one task's programs under other labels: dealt anew, or taken from one. */
export function relabelledRewards(rewards: readonly number[], labels: Labels, seed: number) {
  if (labels === "flipped") return rewards.map((reward) => 1 - reward);
  return labels === "random" ? random(seed).shuffle([...rewards]) : [...rewards];
}

/** At most so many pairs of each task, drawn by the seed, in the order in which they were. */
export function fewOfEach<T extends { taskId: string }>(
  pairs: readonly T[],
  most: number,
  seed: number,
): T[] {
  const found = new Map<string, T[]>();
  for (const pair of pairs) {
    const mine = found.get(pair.taskId);
    if (mine) mine.push(pair);
    else found.set(pair.taskId, [pair]);
  }
  const draw = random(seed);
  return [...found.values()].flatMap((mine) => {
    if (mine.length <= most) return mine;
    const kept = new Set(draw.shuffle([...mine]).slice(0, most));
    return mine.filter((pair) => kept.has(pair));
  });
}
