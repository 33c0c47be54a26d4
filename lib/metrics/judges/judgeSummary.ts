import { grouped } from "../../base/mod.ts";
import { exactSum } from "../bootstrapMean.ts";
import type { Estimate } from "../estimate.ts";
import { meanOverTasks } from "../meanOverTasks.ts";
import type { Judgement } from "./codeJudge.ts";

/** What a judge said of many programs. */
export interface JudgeSummary {
  programs: number;
  judgements: number;
  /** Those that say right or wrong, or have a score. */
  verdicts: number;
  /** Replies without a verdict; they are in no share. */
  unparsed: number;
  /** Replies that ran into their limit of tokens; they are in no share either. */
  truncated: number;
  /** Share judged correct, of the programs with a verdict. Undefined for `taxonomy`. */
  correct?: Estimate;
  /** Mean score, 0 to 1. */
  score?: Estimate;
  /**
   * Share of pairs of repeats of one program with the same verdict (the same score), mean over programs.
   * Not corrected for chance: a judge that always says yes agrees with itself wholly.
   */
  agreement?: Estimate;
  /** Of all calls; undefined where one does not say. */
  promptTokens?: number;
  completionTokens?: number;
  /** In US dollars; undefined where the price of a call is unknown. */
  cost?: number;
}

/**
 * Counts judgements. Shares are means over programs, as repeats of one program are no independent draws:
 * with Wilson's interval where every program's is 0 or 1, or all are the same, else with a bootstrap
 * interval (`meanOverTasks`).
 *
 * @example
 * ```ts
 * import { loadTasks, scripted } from "tracelab";
 * import { codeJudge, judgeSummary } from "tracelab/metrics";
 * const [task] = await loadTasks("starter", { limit: 1 });
 * const judge = scripted(["[[Correct]]", "I cannot say."]);
 * const programs = [{ task, code: "pass" }];
 * const judgements = await Array.fromAsync(codeJudge(judge, programs, { repeats: 2 }));
 * judgeSummary(judgements).unparsed; // 1
 * ```
 */
export function judgeSummary(judgements: Iterable<Judgement>): JudgeSummary {
  const all = [...judgements];
  const byProgram = grouped(all, ({ program }) => program);
  const scores = [...byProgram.values()]
    .map((own) => own.map(({ score }) => score).filter((score) => score !== undefined))
    .filter((own) => own.length);
  const means = scores.map((own) => exactSum(own) / own.length);
  const binary = !all.some(({ protocol }) => protocol === "taxonomy");
  const score = meanOverTasks(means);
  const counted = (outcome: string) => all.filter((one) => one.outcome === outcome).length;
  // Analyses and summaries that were answered once count once, however many judgements they served.
  const replies = [...new Map(
    all.flatMap((one) => one.replies).map((reply) => [reply.key, reply]),
  ).values()];
  return {
    programs: byProgram.size,
    judgements: all.length,
    verdicts: counted("verdict"),
    unparsed: counted("unparsed"),
    truncated: counted("truncated"),
    correct: binary ? score : undefined,
    score,
    agreement: meanOverTasks(scores.filter((own) => own.length > 1).map(agreeing)),
    promptTokens: total(replies.map(({ usage }) => usage.promptTokens)),
    completionTokens: total(replies.map(({ usage }) => usage.completionTokens)),
    cost: total(replies.map(({ cost }) => cost)),
  };
}

function agreeing(scores: readonly number[]): number {
  let same = 0;
  for (const [i, score] of scores.entries()) {
    for (let j = 0; j < i; j++) same += +(scores[j] === score);
  }
  return same / (scores.length * (scores.length - 1) / 2);
}

function total(values: readonly (number | undefined)[]): number | undefined {
  if (!values.length) return undefined;
  return values.reduce(
    (sum, value) => sum === undefined || value === undefined ? undefined : sum + value,
    0,
  );
}
