/**
 * The one door: a task, a program for it and the choice of tests become a judged program here and
 * nowhere else, so that the same code gets the same verdict in every flow, in a notebook's cell, through
 * `score` and through `recorded:`.
 */
import { refuseUnknown } from "../base/mod.ts";
import { type Test } from "../tasks/mod.ts";
import type { Program } from "./program.ts";
import type { Candidate } from "./sandbox.ts";

/** Tests of the task, or others, for instance edge cases. */
export type Tests = "hidden" | "visible" | Test;

/** How a candidate is judged. */
export interface Judging extends Pick<Program, "trace" | "limits" | "seed"> {
  /**
   * `visible` of a task that shows no test is a plain run: it is at least seen to end.
   * @default {"hidden"}
   */
  tests?: Tests;
}

/** The names of a judging's options. */
export const judgingOptions = {
  tests: true,
  trace: true,
  limits: true,
  seed: true,
} satisfies Record<keyof Judging, true>;

/**
 * The program that judges a candidate: its code with its task's tests, or with others.
 *
 * @example
 * ```ts
 * import { Task } from "tracelab";
 * import { programOf } from "tracelab/sandbox";
 * import assert from "node:assert/strict";
 * const task = Task.parse({
 *   id: "own/1", set: "own", prompt: {}, hidden: { kind: "asserts", asserts: ["assert one() == 1"] },
 * });
 * const program = programOf({ task, completion: { code: "def one(): return 1" } });
 * assert.equal(program.test?.kind, "asserts");
 * ```
 */
export function programOf({ task, completion }: Candidate, judging: Judging = {}): Program {
  refuseUnknown("judge", judging, judgingOptions);
  const { tests, trace, limits, seed } = judging;
  const test = testOf(task, tests);
  return {
    code: completion.code,
    test,
    entryPoint: task.entryPoint,
    helpers: helpersOf(task, test),
    preamble: preambleOf(task, completion.code, test),
    limits,
    trace,
    seed,
  };
}

function testOf(task: Candidate["task"], tests: Tests = "hidden"): Test {
  if (tests === "hidden") return task.hidden;
  if (tests === "visible") return task.visible ?? { kind: "run", stdin: "" };
  if (typeof tests === "object" && "kind" in tests) return tests;
  throw new RangeError(`'tests' must be "hidden", "visible" or a test: ${String(tests)}`);
}

/** The prompt, where the tests use more functions of it than the one to write. */
function helpersOf({ prompt, entryPoint }: Candidate["task"], test: Test): string | undefined {
  const text = prompt.complete;
  if (!text || !entryPoint) return undefined;
  const source = sourceOf(test);
  const defined = [...text.matchAll(/^def (\w+)\(/gm)].map((match) => match[1]);
  const used = defined.some((name) =>
    name !== entryPoint && new RegExp(`\\b${name}\\b`).test(source)
  );
  return used ? text : undefined;
}

/** Third-party libraries of preambles: importing one takes long, and it may not be installed. */
const large = /^(?:import (?:numpy|sortedcontainers)\b.*|from (?:numpy|sortedcontainers)\b.*)$/;

/** The task's preamble, without the libraries that neither the program nor the test mentions. */
function preambleOf(
  { preamble }: Candidate["task"],
  code: string,
  test: Test,
): string | undefined {
  if (!preamble?.split("\n").some((line) => large.test(line))) return preamble;
  const text = code + JSON.stringify(test);
  const used = (line: string) =>
    [...line.replace(/^.*?\bimport\b/, "").matchAll(/(\w+|\*)\s*(?:,|$)/g)].some(([, name]) =>
      name === "*" || new RegExp(`\\b${name}\\b`).test(text)
    );
  return preamble.split("\n").filter((line) => !large.test(line) || used(line)).join("\n");
}

/** The Python of a test that runs apart from the program. */
function sourceOf(test: Test): string {
  if (test.kind === "check") return test.code;
  return test.kind === "asserts" ? [test.setup, ...test.asserts].join("\n") : "";
}
