export { LeaderboardRow, loadLeaderboards } from "./leaderboards.ts";
export {
  loadPublished,
  Provenance,
  type Published,
  PublishedRow,
  PublishedSystem,
} from "./published.ts";
export { distinct } from "./distinct.ts";
export { judgeAgain } from "./judgeAgain.ts";
export {
  loadMeasured,
  Measured,
  measuredAgain,
  type VerdictRow,
  type WithReplies,
} from "./measured.ts";
export { wilson } from "./wilson.ts";
export { bootstrapMean, type BootstrapOptions } from "./bootstrapMean.ts";
export {
  errorFrequencies,
  type ErrorFrequenciesOptions,
  type ErrorFrequency,
} from "./errorFrequencies.ts";
export { byTask, changes, errorEntries, errorReduction } from "./errorReduction.ts";
export type { Estimate } from "./estimate.ts";
export { executed, executionRate } from "./executionRate.ts";
export { type McNemar, mcnemar } from "./mcnemar.ts";
export { pairedBootstrap } from "./pairedBootstrap.ts";
export { pairedScores } from "./pairedScores.ts";
export { passAtK } from "./passAtK.ts";
export { passHatK } from "./passHatK.ts";
export { passRatio, testCounts } from "./passRatio.ts";
export { proportion } from "./proportion.ts";
export {
  type ArmSummary,
  type RoundSummary,
  summarize,
  type SummarizeOptions,
  Summarizer,
  type Summary,
  type Usage,
  withoutTime,
} from "./summarize.ts";
export { compareArms, type Comparison } from "./compareArms.ts";
export { meanOverTasks } from "./meanOverTasks.ts";
export { finalAttempts } from "./finalAttempts.ts";
export { solvedByRound } from "./solvedByRound.ts";
export { unvaried } from "./unvaried.ts";
export {
  type AgainstExecution,
  againstExecution,
  type ScoredProgram,
  shuffledVerdicts,
} from "./againstExecution.ts";
export { auc } from "./auc.ts";
export { kendallTauB } from "./kendallTauB.ts";
export { listed } from "./listed.ts";
export { type RankAgreement } from "./rankAgreement.ts";
export { spearman } from "./spearman.ts";
export * from "./judges/mod.ts";
