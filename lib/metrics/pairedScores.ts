import type { Attempt } from "../runs/mod.ts";
import { byTask } from "./errorReduction.ts";
import { finalAttempts } from "./finalAttempts.ts";

/**
 * Whether each task was solved in one arm and in another, by its last program: 1 or 0, or the share of
 * several seeds and samples. Tasks that only one of them judged are left out. What `show.beforeAfter`
 * draws.
 *
 * @throws {RangeError} for an arm without attempts
 *
 * @example
 * ```ts
 * import { attempt, pairedScores, Verdict } from "tracelab";
 * import assert from "node:assert/strict";
 * const made = (arm: string, status: string) =>
 *   attempt({
 *     method: arm, taskId: "t",
 *     verdict: Verdict.parse({ status, guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 }),
 *   });
 * const attempts = [made("base", "failed"), made("adapt", "passed")];
 * assert.deepEqual(pairedScores(attempts, "base", "adapt"), [{ task: "t", before: 0, after: 1 }]);
 * ```
 */
export function pairedScores(
  attempts: Iterable<Attempt>,
  before: string,
  after: string,
): { task: string; before: number; after: number }[] {
  const finals = finalAttempts(attempts);
  const [from, to] = [before, after].map((arm) => {
    const last = finals.get(arm);
    if (!last) {
      throw new RangeError(`no attempt of ${arm} (arms: ${[...finals.keys()].join(", ")})`);
    }
    return byTask(
      last,
      ({ verdict }) =>
        verdict!.status === "harness" ? undefined : Number(verdict!.status === "passed"),
    );
  });
  return [...from].filter(([task]) => to.has(task))
    .map(([task, score]) => ({ task, before: score, after: to.get(task)! }));
}
