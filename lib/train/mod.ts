export * from "./blankTiny.ts";
export * from "./rewardsOf.ts";
export * from "./rows.ts";
export * from "./train.ts";
export { trainedFolder } from "./trainedFolder.ts";
export * from "./trainer.ts";
export * from "./trl/mod.ts";
export * from "./trainingEvent.ts";
export { tinyTrainer, type TinyTraining } from "./tinyTrainer.ts";
