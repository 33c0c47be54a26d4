/**
 * Iterative prompt optimisation: standing instructions, rewritten from the analysis of failures.
 *
 * @module
 */
export { type Acceptance, acceptance, type Decision, type Evaluated } from "./acceptance.ts";
export { evaluatePrompt, type EvaluatePromptOptions } from "./evaluatePrompt.ts";
export { type ReadInstructions, readInstructions } from "./instructions.ts";
export { type Leak, type LeakGuard, leakGuard } from "./leakGuard.ts";
export { loadPromptSets, type PromptSets, type PromptSetsOptions } from "./loadPromptSets.ts";
export { type Material, optimisePrompt, type OptimisePromptOptions } from "./optimisePrompt.ts";
export { outputTree, type OutputTreeOptions } from "./outputTree.ts";
export { type FrontMember, paretoFront } from "./paretoFront.ts";
export { Prompt, promptText } from "./prompt.ts";
export { type PromptHistory, promptHistory } from "./promptHistory.ts";
export { notesOf as promptNotes, PromptNotes } from "./promptNotes.ts";
export { type TestLock, testLock } from "./testLock.ts";
export { writeTests } from "./writeTests.ts";
