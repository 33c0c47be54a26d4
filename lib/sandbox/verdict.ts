/** What the sandbox answers: plain data, the same from both engines. */
import { z } from "zod";
import { Trace } from "./trace.ts";

/**
 * - `passed`: every test passed
 * - `failed`: a test's assertion failed, or an output differs
 * - `error`: the program raised
 * - `syntax`: the program does not compile
 * - `timeout`: out of CPU or wall time
 * - `memory`: out of memory
 * - `killed`: ended by itself or by a signal before it was judged, or forged a message
 * - `harness`: *we* could not judge it (a missing library, a broken test): never counted against a model
 *
 * @example
 * ```ts
 * import { Status } from "tracelab/sandbox";
 * Status.options.includes("harness"); // true
 * ```
 */
export const Status = z.enum([
  "passed",
  "failed",
  "error",
  "syntax",
  "timeout",
  "memory",
  "killed",
  "harness",
]);
export type Status = z.infer<typeof Status>;

/**
 * One frame of an exception's stack.
 *
 * @example
 * ```ts
 * import { Frame } from "tracelab/sandbox";
 * Frame.parse({ file: "candidate", line: 2, function: "f", source: "return x[0]" });
 * ```
 */
export const Frame = z.object({
  /** `candidate` is the program itself, `test` the test code. */
  file: z.enum(["candidate", "test"]),
  line: z.number().int(),
  function: z.string(),
  source: z.string(),
});

/**
 * An exception: where in the candidate's own file, and with which values.
 *
 * @example
 * ```ts
 * import { ErrorInfo } from "tracelab/sandbox";
 * ErrorInfo.parse({ type: "IndexError", message: "list index out of range", line: 2 });
 * ```
 */
export const ErrorInfo = z.object({
  type: z.string(),
  message: z.string(),
  /** Line of the candidate's own file (1-based); absent when the candidate has no frame in it. */
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  stack: z.array(Frame).default([]),
  /** Short reprs at the failing frame. */
  locals: z.record(z.string(), z.string()).default({}),
});
export type ErrorInfo = z.infer<typeof ErrorInfo>;

/**
 * What became of one test.
 *
 * @example
 * ```ts
 * import { TestResult } from "tracelab/sandbox";
 * TestResult.parse({ name: "f(1) == 2", status: "failed", call: "f(1)", expected: "2", got: "1" });
 * ```
 */
export const TestResult = z.object({
  name: z.string(),
  status: z.enum(["passed", "failed", "error", "timeout", "memory", "skipped", "notRun"]),
  /** Short reprs, where the test compares a call's result with a value. */
  call: z.string().optional(),
  expected: z.string().optional(),
  got: z.string().optional(),
  error: ErrorInfo.optional(),
  /** `inputs` tests tell base from plus. */
  group: z.enum(["base", "plus"]).optional(),
});
export type TestResult = z.infer<typeof TestResult>;

/**
 * What the sandbox says of a program.
 *
 * @example
 * ```ts
 * import { sandbox, Verdict } from "tracelab";
 * import assert from "node:assert/strict";
 * await using python = await sandbox({ lanes: 1 });
 * const test = { kind: "asserts" as const, asserts: ["assert f(1) == 2"], setup: "" };
 * const verdict = Verdict.parse(await python.run({ code: "def f(x): return x", test }));
 * assert.equal(verdict.status, "failed");
 * ```
 */
export const Verdict = z.object({
  status: Status,
  /** One entry a test, in order; tests that were never reached are `notRun`. */
  tests: z.array(TestResult).default([]),
  error: ErrorInfo.optional(),
  /** Why, in one line; always there for `harness` and `killed`. */
  reason: z.string().optional(),
  stdout: z.string().default(""),
  /** Bytes written, also beyond the cap. */
  stdoutBytes: z.number().default(0),
  /** `apart`: the candidate's process held no test; `shared`: it ran beside them (unittest, `apart: false`), a weaker guarantee. */
  guarantee: z.enum(["apart", "shared"]),
  /** Why a test was judged beside the program: "patches", "objects of pandas". */
  sharedFor: z.string().optional(),
  engine: z.enum(["native", "wasm"]),
  cpuMs: z.number(),
  wallMs: z.number(),
  memoryKb: z.number().optional(),
  /** Of a time-out, or of the second try that followed one: the limits of that try; see `pace.ts`. */
  limit: z.object({ cpuSeconds: z.number(), wallSeconds: z.number(), tries: z.number() })
    .optional(),
  trace: Trace.optional(),
  /** Hash of the program, where a run records it; see `recalling.ts`. */
  key: z.string().optional(),
});
export type Verdict = z.infer<typeof Verdict>;
