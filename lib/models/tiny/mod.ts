export type { Sequence } from "./batch.ts";
export type { Adaptable, Parameter as TinyParameter, TinyConfig, TinyShape } from "./config.ts";
export { train, type TrainEvent, type TrainOptions } from "./schedule.ts";
export { sft } from "./sft.ts";
export * from "./tinyLM.ts";
