export {
  type BertScore,
  type CodeBertScore,
  codeBertScore,
  type CodeBertScoreOptions,
  type CodePair,
} from "./codeBertScore.ts";
export {
  causalEncoder,
  type CausalEncoderOptions,
  type CodeEncoder,
  type CodeToken,
  onnxEncoder,
  type OpenEncoder,
  openEncoder,
} from "../../engines/mod.ts";
export {
  codeJudge,
  type CodeJudgeOptions,
  type CodeJudgeProtocol,
  codeJudgeRequests,
  type JudgedCode,
  type Judgement,
} from "./codeJudge.ts";
export {
  type InconsistencyClass,
  inconsistencyClasses,
  severities,
  type Severity,
} from "./inconsistencyClasses.ts";
export { alwaysYes, shuffledCode } from "./judgeControls.ts";
export { type JudgedProgram, judgedPrograms } from "./judgedPrograms.ts";
export { type JudgeSummary, judgeSummary } from "./judgeSummary.ts";
export type { Outcome } from "./outcomeOf.ts";
export type { Inconsistency } from "./readTaxonomy.ts";
