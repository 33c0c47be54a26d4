/**
 * What every flow shares: rounds, arms, the tasks a judge can be trusted on, base code and sampling
 * again, what an error is told as.
 *
 * @module
 */
export { base, type BaseOptions } from "./base.ts";
export {
  type Advise,
  armOf,
  askHelper,
  checkOptions,
  eachRound,
  type FlowOptions,
  flowOptions,
  type FlowSampling,
  inOrder,
  inRounds,
  type Item,
  sampled,
  succeeded,
  type Tried,
  tryAll,
} from "./rounds.ts";
export * from "./runArms.ts";
export * from "./calibrate.ts";
export * from "./calibrated.ts";
export * from "./resample.ts";
export * from "./explain.ts";
export * from "./firstFailure.ts";
export * from "./errorClass.ts";
export { seedOf } from "./seedOf.ts";
