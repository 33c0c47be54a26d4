/**
 * Research code: prompts, rows and the sweep over the size of a fine-tuning.
 *
 * @module
 */
export * from "./checkResearchParameters.ts";
export * from "./completionMask.ts";
export * from "./encodedAhead.ts";
export * from "./fineTuningRows.ts";
export * from "./loadResearch.ts";
export * from "./referenceSweep.ts";
export * from "./researchPrompt.ts";
export * from "./shuffledAnswers.ts";
export * from "./sizeSweep.ts";
export * from "./worldRows.ts";
