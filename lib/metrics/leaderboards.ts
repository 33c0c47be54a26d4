import { readFileSync } from "node:fs";
import { z } from "zod";
import { packageFile } from "../base/mod.ts";

/**
 * One figure of a public leaderboard.
 *
 * @example
 * ```ts
 * import { loadLeaderboards } from "tracelab";
 * import { LeaderboardRow } from "tracelab/metrics";
 * LeaderboardRow.parse(loadLeaderboards()[0]).metric; // "greedy pass@1"
 * ```
 */
export const LeaderboardRow = z.strictObject({
  model: z.string(),
  benchmark: z.enum([
    "HumanEval",
    "HumanEval+",
    "MBPP",
    "MBPP+",
    "BigCodeBench-Complete",
    "BigCodeBench-Instruct",
  ]),
  metric: z.literal("greedy pass@1"),
  value: z.number().min(0).max(100),
  unit: z.literal("percent"),
  /** Tasks, where every version of the benchmark has as many. */
  n: z.number().int().positive().optional(),
  source: z.string(),
});
export type LeaderboardRow = z.infer<typeof LeaderboardRow>;

const File = z.strictObject({ about: z.string(), rows: z.array(LeaderboardRow) });

/**
 * Figures of the EvalPlus and BigCodeBench leaderboards, to check one's own harness against. Independent
 * harnesses differ by 0.6 to 2.0 points on the same model.
 *
 * @example
 * ```ts
 * import { loadLeaderboards } from "tracelab";
 * const rows = loadLeaderboards("HumanEval");
 * rows.find((row) => row.model === "GPT-4o-mini")?.value; // 88.4
 * ```
 */
export function loadLeaderboards(benchmark?: LeaderboardRow["benchmark"]): LeaderboardRow[] {
  const path = packageFile("data/published/leaderboards.json");
  const { rows } = File.parse(JSON.parse(readFileSync(path, "utf8")));
  return benchmark ? rows.filter((row) => row.benchmark === benchmark) : rows;
}
