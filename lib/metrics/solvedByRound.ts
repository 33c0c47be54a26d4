import type { Attempt } from "../runs/mod.ts";
import { byTask } from "./errorReduction.ts";
import type { Estimate } from "./estimate.ts";
import { finalAttempts } from "./finalAttempts.ts";
import { meanOverTasks } from "./meanOverTasks.ts";
import { listed } from "./listed.ts";

/**
 * The share of tasks solved after each round, by arm; a task that stopped early counts as it stopped.
 * What `show.rounds` draws.
 *
 * @example
 * ```ts
 * import { attempt, solvedByRound, Verdict } from "tracelab";
 * import assert from "node:assert/strict";
 * const verdict = Verdict.parse({ status: "passed", guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 });
 * assert.equal(solvedByRound([attempt({ method: "base", taskId: "t", verdict })])[0].rate.value, 1);
 * ```
 */
export function solvedByRound(
  attempts: Iterable<Attempt>,
): { arm: string; round: number; rate: Estimate }[] {
  const all = [...listed(attempts)].filter((attempt) => attempt.verdict);
  const last = all.reduce((most, { round }) => Math.max(most, round), 0);
  const points = [];
  for (let round = 1; round <= last; round++) {
    for (const [arm, ended] of finalAttempts(all, { round })) {
      // An arm of fewer rounds ends where it ends; its line is not drawn further.
      if (!all.some((attempt) => attempt.arm === arm && attempt.round === round)) continue;
      const shares = byTask(
        ended,
        ({ verdict }) =>
          verdict!.status === "harness" ? undefined : Number(verdict!.status === "passed"),
      );
      const rate = meanOverTasks([...shares.values()]);
      if (rate) points.push({ arm, round, rate });
    }
  }
  return points;
}
