/**
 * The sandbox: programs, limits and traces of your own.
 *
 * @module
 */
export {
  type Candidate,
  ErrorInfo,
  Frame,
  type HarnessKind,
  harnessKind,
  judgeHash,
  type Judging,
  type Limits,
  limitsOf,
  limitsOfTest,
  type Program,
  programKey,
  programOf,
  type QueueOptions,
  queueWorker,
  type Sandbox,
  sandbox,
  type SandboxOptions,
  Status,
  TestResult,
  type Tests,
  Trace,
  TraceEvent,
  type TraceOptions,
  Verdict,
} from "../sandbox/mod.ts";
