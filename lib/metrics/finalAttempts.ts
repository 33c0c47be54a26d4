import type { Attempt } from "../runs/mod.ts";
import { distinct } from "./distinct.ts";

/** A task's last judged attempt under one seed. */
const keyOf = ({ taskId, seed = 0, sample }: Attempt) => JSON.stringify([taskId, seed, sample]);

/**
 * The state in which each task ended, by arm: its last judged attempt up to a round, one for each
 * task, seed and sample. A task that stopped early keeps the state it stopped in.
 *
 * @param options.round Attempts after this round are not looked at. @default {the last}
 *
 * @example
 * ```ts
 * import { attempt, finalAttempts, Verdict } from "tracelab";
 * import assert from "node:assert/strict";
 * const verdict = Verdict.parse({ status: "failed", guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 });
 * const attempts = [1, 2].map((round) => attempt({ method: "base", taskId: "t", round, verdict }));
 * assert.equal(finalAttempts(attempts).get("base")![0].round, 2);
 * ```
 */
export function finalAttempts(
  attempts: Iterable<Attempt>,
  { round = Infinity }: { round?: number } = {},
): Map<string, Attempt[]> {
  const arms = new Map<string, Map<string, Attempt>>();
  for (const attempt of distinct(attempts)) {
    if (!attempt.verdict || attempt.round > round) continue;
    let arm = arms.get(attempt.arm);
    if (!arm) arms.set(attempt.arm, arm = new Map());
    const key = keyOf(attempt), last = arm.get(key);
    if (!last || last.round < attempt.round) arm.set(key, attempt);
  }
  return new Map([...arms].map(([arm, last]) => [arm, [...last.values()]]));
}
