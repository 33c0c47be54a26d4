/** What the sandbox is asked to judge. */
import type { Test } from "../tasks/mod.ts";

/** Limits of one program. CPU time comes first, wall time is the backstop for a program that sleeps. */
export interface Limits {
  /** CPU seconds. @default {5} */
  cpuSeconds: number;
  /** Wall-clock seconds. @default {4 × cpuSeconds + 5} */
  wallSeconds: number;
  /** MiB of memory. @default {512} */
  memoryMb: number;
  /** Bytes of stdout and stderr kept. @default {65536} */
  outputBytes: number;
  /** Processes and threads. @default {32} */
  processes: number;
}

/** Bounds of a trace; see `trace.ts` for what is recorded. */
export interface TraceOptions {
  /** First events kept. @default {600} */
  head?: number;
  /** Last events kept. @default {600} */
  tail?: number;
}

/** A program with the tests that judge it. */
export interface Program {
  /** A whole Python module. */
  code: string;
  /** Absent: a plain run. */
  test?: Test;
  /** Python that runs in the program's module before it; lines in errors stay the program's. */
  preamble?: string;
  /** What the tests call: a function, or an expression such as `Solution().f`. */
  entryPoint?: string;
  /**
   * Python text whose functions `check` tests and asserts use instead of the program's own of the
   * same name (HumanEval/32's `poly`), so that a program cannot answer for them.
   */
  helpers?: string;
  /** `false`: the tests run beside the program; see `SandboxOptions.apart`. @default {true} */
  apart?: boolean;
  limits?: Partial<Limits>;
  /** Record a trace: always, only of a program that does not pass, or never. @default {false} */
  trace?: boolean | "failures" | TraceOptions;
  /** Seed of Python's and numpy's generators. @default {0} */
  seed?: number;
}
