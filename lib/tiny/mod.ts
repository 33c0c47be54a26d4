export type { Sequence } from "./batch.ts";
export { readCheckpoint } from "./checkpoint.ts";
export {
  type Adaptable,
  type Parameter as TinyParameter,
  TinyConfig,
  type TinyShape,
} from "./config.ts";
export * from "./distil.ts";
export { dpo, type DpoEvent, type DpoOptions, type PreferencePair } from "./dpo.ts";
export type { GenerateOptions, Generation } from "./generate.ts";
export type { LoraOptions } from "./lora.ts";
export { restoreOptimizer, saveOptimizer } from "./optimizerState.ts";
export * from "./policyGradient.ts";
export * from "./rejectionSampling.ts";
export * from "./rewardModel.ts";
export type { TrainEvent, TrainOptions } from "./schedule.ts";
export { sft } from "./sft.ts";
export type * from "./stepOptions.ts";
export * from "./tinyLM.ts";
export { pieceSteps, rateAt, type RecipePiece, recipePieces } from "./roles/recipePiece.ts";
export { learnTokenizer } from "./roles/learnTokenizer.ts";
export { type Recipe, type RecipeName, tinyRecipes } from "./roles/recipes.ts";
export * from "./roles/measureRoles.ts";
export { Tokenizer } from "./roles/tokenizer.ts";
export { promptOf, type Role } from "./roles/controls.ts";
export { drawExamples, type Mixture } from "./roles/mixture.ts";
export { sequenceOf } from "./roles/sequenceOf.ts";
export { TinyCard, tinyCard } from "./roles/tinyCard.ts";
export { TinyLearning, tinyLearning } from "./roles/tinyLearning.ts";
export { tinyRow } from "./roles/tinyRow.ts";
export { tinyPrompt } from "./roles/tinyDialect.ts";
export { checkpointPath, tinyModel } from "./roles/tinyModel.ts";
