/**
 * Training over rows of text, and a student from what a teacher writes.
 *
 * @module
 */
export {
  type DistillationRow,
  distillationRows,
  trainStudent,
  type TrainStudentOptions,
} from "../methods/mod.ts";
export {
  blankTiny,
  type HostedTraining,
  PreferenceRow,
  PromptRow,
  type Reward,
  RewardedRow,
  type RewardSample,
  rewardsOf,
  SftRow,
  type TinyTraining,
  train,
  trainedFolder,
  type Trainer,
  type Training,
  type TrainingBy,
  type TrainingEstimate,
  TrainingEvent,
  type TrainingOf,
  type TrlTraining,
} from "../train/mod.ts";
