import type { Summary } from "../metrics/mod.ts";
import type { Row } from "./table.ts";

/**
 * The rows of a table of results, one an arm and round. What was not measured is left out.
 *
 * @example
 * ```ts
 * import { attempt, display, show, summarize, Verdict } from "tracelab";
 * const verdict = Verdict.parse({
 *   status: "passed", guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1,
 * });
 * const summary = summarize([attempt({ method: "base", taskId: "own/1", verdict })]);
 * await display(show.table(show.scoreRows(summary), { name: "scores" }));
 * ```
 */
export function scoreRows(summary: Summary): Row[] {
  return summary.arms.flatMap((arm) =>
    arm.rounds.map((round) => ({
      arm: arm.arm,
      ...arm.rounds.length > 1 ? { round: round.round } : {},
      tasks: round.tasks,
      programs: round.samples,
      "pass ratio": round.passRatio,
      ...Object.fromEntries(
        Object.entries(round.passAtK).map(([k, estimate]) => [`pass@${k}`, estimate]),
      ),
      executes: round.executionRate,
      ...round.harness ? { "not judged": round.harness } : {},
    }))
  );
}
