/**
 * IETA: what running programs shows becomes preferences, and preferences train a model.
 *
 * @module
 */
export { align, type AlignOptions } from "./align.ts";
export type { AlignMethod } from "./alignMethods.ts";
export { AlignTraining, alignTraining } from "./alignNotes.ts";
export { alignOutputs, type AlignOutputsOptions } from "./alignOutputs.ts";
export { type AlignPolicy, alignPolicy } from "./alignPolicy.ts";
export { type AlignResult, alignResults } from "./alignResults.ts";
export { checkAlignParameters } from "./checkAlignParameters.ts";
export type { Labels } from "./alignRows.ts";
export {
  type CompareOptions,
  comparePrograms,
  type Comparison,
  type Rule,
  type RunProgram,
} from "./comparePrograms.ts";
export { exportPreferences, type PreferenceFormats } from "./exportPreferences.ts";
export { type Outcome, outcomeOf } from "./outcomeOf.ts";
export {
  type PairOptions,
  type Preference,
  preferencePairs,
  type SampledProgram,
} from "./preferencePairs.ts";
export { sampledPrograms } from "./sampledPrograms.ts";
export { type Granularity, traceText, type View } from "./rewardText.ts";
