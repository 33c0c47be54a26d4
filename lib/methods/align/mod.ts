/**
 * IETA: what running programs shows becomes preferences, and preferences train a model.
 *
 * @module
 */
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
