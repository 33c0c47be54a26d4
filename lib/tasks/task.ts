/**
 * What a task is: plain data with a zod schema, the same for every set.
 *
 * Numbers inside test inputs stay JSON *text* until Python reads them: JavaScript would turn `1.0`
 * into `1` and lose the digits of large integers, and both change verdicts.
 */
import { z } from "zod";

/** JSON text of Python values; see `lib/sandbox/python/codec.py` for the tags of tuples, sets and so on. */
const wire = z.string();

/**
 * One visible or hidden test of a task, of one of a few kinds (`lib/sandbox` runs them).
 *
 * @example
 * ```ts
 * import { Test } from "tracelab/tasks";
 * Test.parse({ kind: "asserts", asserts: ["assert one() == 1"] });
 * ```
 */
export const Test = z.discriminatedUnion("kind", [
  /** HumanEval: `code` defines `check(candidate)`. */
  z.object({ kind: z.literal("check"), code: z.string() }),
  /** MBPP: `setup` runs after the solution and before the asserts. */
  z.object({
    kind: z.literal("asserts"),
    asserts: z.array(z.string()).min(1),
    setup: z.string().default(""),
  }),
  /** BigCodeBench and the starter set: `code` defines the class `TestCases`. */
  z.object({ kind: z.literal("unittest"), code: z.string() }),
  /** EvalPlus: outputs are compared with those of `reference`; `base` and `plus` are lists of argument lists. */
  z.object({
    kind: z.literal("inputs"),
    reference: z.string(),
    base: wire,
    plus: wire.optional(),
    atol: z.number().default(0),
    rtol: z.number().default(1e-7),
    /** A special oracle of EvalPlus, by its name in `lib/sandbox/python/compare.py`. */
    oracle: z.string().optional(),
  }),
  /** APPS, reading stdin: `cases` is a list of `{input, output}`, both text. */
  z.object({
    kind: z.literal("stdio"),
    cases: z.array(z.object({ input: z.string(), output: z.string() })),
  }),
  /** APPS, calling a function: `inputs` a list of argument lists, `outputs` a list of values. */
  z.object({ kind: z.literal("call"), inputs: wire, outputs: wire }),
  /** Plain run: passes when the program ends normally. */
  z.object({ kind: z.literal("run"), stdin: z.string().default("") }),
]);
export type Test = z.infer<typeof Test>;

/**
 * A programming task.
 *
 * @example
 * ```ts
 * import { Task } from "tracelab";
 * const task = Task.parse({
 *   id: "own/1", set: "own", entryPoint: "one", prompt: { instruct: "Write one(): it returns 1." },
 *   hidden: { kind: "asserts", asserts: ["assert one() == 1"] },
 * });
 * ```
 */
export const Task = z.object({
  /** As its publisher writes it, for instance `HumanEval/0`. */
  id: z.string().min(1),
  /** The task set, for instance `humaneval`. */
  set: z.string(),
  prompt: z.object({
    /** A signature and docstring to continue. */
    complete: z.string().optional(),
    /** The same in words. */
    instruct: z.string().optional(),
  }),
  /**
   * What the tests call: a function, or an expression such as `Solution().f`, evaluated once a program;
   * absent for programs that read stdin.
   */
  entryPoint: z.string().optional(),
  /**
   * Python that the publisher's harness puts before every program, imports mostly: part of the rule and
   * not of the program.
   */
  preamble: z.string().optional(),
  /** Tests that may be shown to a model and used as feedback. */
  visible: Test.optional(),
  /** Tests that decide the score; never shown by default. */
  hidden: Test,
  /** A whole program that passes: prompt and body together, or a module. */
  canonical: z.string().optional(),
  /** Third-party libraries the tests or the solution import. */
  libraries: z.array(z.string()).default([]),
  metadata: z.record(z.string(), z.unknown()).default({}),
});
export type Task = z.infer<typeof Task>;
