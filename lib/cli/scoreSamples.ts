/** Judges samples, one row at a time. */
import type { Sandbox, Verdict } from "../sandbox/mod.ts";
import type { Sample } from "./readSamples.ts";
import { rowOf, type Score, type ScoredRow, ScoreTally } from "./scoreTally.ts";

/** Judges samples; `on` gets each row and its verdict as it is finished. */
export async function scoreSamples(
  samples: AsyncIterable<Sample>,
  python: Sandbox,
  options: { ks?: number[]; on?: (row: ScoredRow, verdict: Verdict) => void } = {},
): Promise<Score> {
  const tally = new ScoreTally(options.ks);
  for await (const judged of python.judge(samples)) {
    const row = rowOf(judged, judged.verdict);
    tally.add(row);
    options.on?.(row, judged.verdict);
  }
  return tally.score();
}
