/**
 * Runs: manifests, logs, resuming.
 *
 * @module
 */
export {
  Attempt,
  attempt,
  attemptRow,
  currentRun,
  latestRuns,
  Manifest,
  openRun,
  parametersHash,
  readAttempts,
  record,
  type RecordConfig,
  Run,
  type RunContext,
  RunError,
  runFolder,
  runName,
  runsFolder,
} from "../runs/mod.ts";
