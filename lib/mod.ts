/**
 * tracelab: a notebook laboratory for research on code generation by language models.
 *
 * The names that a notebook needs. Each room has an entry of its own with the rest, `tracelab/tiny`,
 * `tracelab/models`…: see `lib/README.md`.
 *
 * @module
 */
export { extractCode, loadTasks, setNames, Task } from "./tasks/mod.ts";
export { type Sandbox, sandbox, type Tests, Verdict } from "./sandbox/mod.ts";
export {
  Budget,
  type Completion,
  dialects,
  type Model,
  modelFrom,
  type Request,
  solve,
  withSubtasks,
} from "./models/mod.ts";
export { model, scripted } from "./engines/mod.ts";
export { Attempt, attempt, latestRuns, openRun, record, runName, runsFolder } from "./runs/mod.ts";
export {
  bootstrapMean,
  changes,
  compareArms,
  errorFrequencies,
  errorReduction,
  finalAttempts,
  judgeAgain,
  loadLeaderboards,
  loadMeasured,
  loadPublished,
  mcnemar,
  measuredAgain,
  pairedBootstrap,
  pairedScores,
  passAtK,
  passHatK,
  passRatio,
  proportion,
  solvedByRound,
  summarize,
  wilson,
} from "./metrics/mod.ts";
export {
  adapt,
  align,
  alignOutputs,
  alignResults,
  alignTraining,
  type Arm,
  base,
  calibrate,
  distill,
  distillationRows,
  edgeCases,
  type EdgeSuite,
  edgeSuite,
  errorClass,
  evaluatePrompt,
  explain,
  firstFailure,
  keepSignature,
  loadPromptSets,
  optimisePrompt,
  outputTree,
  parsePlan,
  planInDocstring,
  preferencePairs,
  promptHistory,
  promptNotes,
  promptText,
  resample,
  runArms,
  testLock,
  traceNotes,
} from "./methods/mod.ts";
export { display, liveDisplay, show } from "./show/mod.ts";
