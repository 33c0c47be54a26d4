/** The interface both engines implement. */
import type { Task } from "../tasks/mod.ts";
import type { Limits, Program } from "./program.ts";
import type { Judging, Tests } from "./programOf.ts";
import type { QueueOptions } from "./queue/queueOptions.ts";
import type { Verdict } from "./verdict.ts";

export interface SandboxOptions {
  /** @default {"auto"}: `native` where its isolation can be had, else `wasm`. */
  engine?: "auto" | "native" | "wasm";
  /** Programs judged at a time. @default {the number of cores} */
  lanes?: number;
  /** `science` preloads numpy, pandas, matplotlib… for BigCodeBench. @default {"plain"} */
  profile?: "plain" | "science";
  /** A Python interpreter or virtual environment for `native`. @default {the host's python3} */
  python?: string;
  /**
   * Whether `check` tests and asserts run in a process of their own. `false` judges them beside the program,
   * as `unittest` tests are, for tests that the boundary cannot carry: a weaker guarantee, which the verdict
   * tells (`guarantee: "shared"`).
   *
   * @default {true}
   */
  apart?: boolean;
  /**
   * `redis://HOST:PORT`: programs are judged by the workers there (`deno task worker`), each with its own
   * sandbox; `engine` and `profile` are then what they must be. See `lib/sandbox/queue/README.md`.
   */
  queue?: string | QueueOptions;
  /** Limits for programs that name none. */
  limits?: Partial<Limits>;
  signal?: AbortSignal;
}

/** Options that a verdict depends on. */
export type SandboxSettings = Pick<SandboxOptions, "limits" | "apart">;

/** What a judged stream carries: a task and a program for it. */
export interface Candidate {
  task: Task;
  completion: { code: string };
}

/**
 * The names of the options.
 *
 * @example
 * ```ts
 * import { sandboxOptions } from "./sandbox.ts";
 * "lanes" in sandboxOptions; // true
 * ```
 */
export const sandboxOptions = {
  engine: true,
  lanes: true,
  profile: true,
  python: true,
  apart: true,
  queue: true,
  limits: true,
  signal: true,
} satisfies Record<keyof SandboxOptions, true>;

/** Runs untrusted Python and judges it. `await using` ends its processes. */
export interface Sandbox extends AsyncDisposable {
  readonly engine: "native" | "wasm";
  /** What isolates a program here, in one line; kept in a run's manifest. */
  readonly protection: string;
  /** Python's version, for instance `3.11.2`. */
  readonly python: string;
  readonly lanes: number;
  /** What it was opened with that can change a verdict, where that is not the usual; in a run's manifest, too. */
  readonly settings?: SandboxSettings;
  /** Judges one program. */
  run(program: Program): Promise<Verdict>;
  /** Judges many: verdicts in the order they finish, at most `2 × lanes` programs taken ahead. */
  stream<P extends Program>(
    programs: Iterable<P> | AsyncIterable<P>,
  ): AsyncIterable<{ program: P; verdict: Verdict }>;
  /**
   * Judges candidates against their task's hidden tests, the visible ones or others; `tests` may be a
   * function of the candidate. Every verdict on a task comes through here or through `judgeOne`.
   */
  judge<C extends Candidate>(
    candidates: Iterable<C> | AsyncIterable<C>,
    options?: Omit<Judging, "tests"> & { tests?: Tests | ((candidate: C) => Tests) },
  ): AsyncIterable<C & { verdict: Verdict }>;
  /** Judges one program for a task. */
  judgeOne(task: Task, code: string, options?: Judging): Promise<Verdict>;
  close(): Promise<void>;
}
