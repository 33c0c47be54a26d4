export { type TrainingEstimate } from "./hostedEstimate.ts";
export { type HostedMethod, type HostedTraining } from "./hostedRecipe.ts";
export { hostedTrainer } from "./hostedTrainer.ts";
