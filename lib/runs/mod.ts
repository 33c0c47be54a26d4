/**
 * The record of an experiment: append-only JSON lines; everything else is derived.
 *
 * **How a run is resumed.** A method is an async generator of attempts. `record` runs it again from the
 * start, and three things make that cheap and exact:
 *
 * 1. completions come from the model's store: a request that was answered is not sent again;
 * 2. verdicts come from the run: while `record` drives the method, the sandbox answers a program whose
 *    verdict a finished attempt holds (as `verdict` or `visible`) from the record and does not execute
 *    it (`lib/sandbox/recalling.ts`: same code, tests, limits and trace option);
 * 3. an attempt whose id is on record is not written twice, and one of another model, request, reply or
 *    test than the one on record is refused, as is a record that holds what the method does not make.
 *
 * So a method needs nothing of all this: it judges with the sandbox that it was given, keeps the
 * verdicts in its attempts as they came, and gives its attempts stable ids (`attempt()` does). A method
 * with expensive steps of its own, for instance training, may ask `currentRun()?.done(id)` for a
 * finished attempt and skip them.
 *
 * Not covered: verdicts that no attempt keeps are made again, and a model without a store is asked again.
 *
 * @module
 */
export * from "./attempt.ts";
export { readAttempts } from "./attemptLog.ts";
export { attemptRow } from "./attemptRow.ts";
export { latestRuns } from "./latestRuns.ts";
export { currentRun, type RunContext } from "./currentRun.ts";
export { Manifest, parametersHash } from "./manifest.ts";
export { record, type RecordConfig } from "./record.ts";
export { openRun, Run } from "./run.ts";
export { RunError } from "./runError.ts";
export { runName } from "./runName.ts";
export { runFolder, runsFolder } from "./runFolder.ts";
