import { refuseUnknown } from "../../base/mod.ts";
import { type Model, solve } from "../../models/mod.ts";
import type { Sandbox, Verdict } from "../../sandbox/mod.ts";
import type { Task } from "../../tasks/mod.ts";

export interface FirstFailureOptions {
  /** Writes the programs. */
  coder: Model;
  python: Sandbox;
  /** @default {"complete" where the task has it} */
  form?: "complete" | "instruct";
  seed?: number;
  /** The tests that decide. @default {"visible"} */
  tests?: "visible" | "hidden";
  /** Failures that are passed over, for instance programs that do not compile. @default {[]} */
  except?: readonly Verdict["status"][];
}

const known = {
  coder: true,
  python: true,
  form: true,
  seed: true,
  tests: true,
  except: true,
} satisfies Record<keyof FirstFailureOptions, true>;

/**
 * The first task whose likeliest program (temperature 0) fails, with the program and its traced verdict:
 * what a notebook shows slowly before it runs a flow on all tasks. Undefined where every program passes.
 *
 * @throws {RangeError} for an option that is not known
 *
 * @example
 * ```ts
 * import { firstFailure, sandbox, scripted, Task } from "tracelab";
 * import assert from "node:assert/strict";
 * const task = Task.parse({
 *   id: "own/1", set: "own", entryPoint: "one", prompt: { complete: "def one():\n" },
 *   visible: { kind: "asserts", asserts: ["assert one() == 1"] }, hidden: { kind: "run" },
 * });
 * await using python = await sandbox({ lanes: 1 });
 * const found = await firstFailure([task], { coder: scripted(["    return 2"]), python });
 * assert.equal(found?.verdict.status, "failed");
 * ```
 */
export async function firstFailure(
  tasks: Iterable<Task>,
  options: FirstFailureOptions,
): Promise<{ task: Task; code: string; verdict: Verdict } | undefined> {
  refuseUnknown("firstFailure", options, known);
  const { coder, python, form, seed, tests = "visible", except = [] } = options;
  for (const task of tasks) {
    const { code } = await coder.ask(solve(task, { form, temperature: 0, seed }));
    const verdict = await python.judgeOne(task, code, { tests, trace: "failures" });
    // What nobody could judge is no failure.
    if (["passed", "harness", ...except].includes(verdict.status)) continue;
    return { task, code, verdict };
  }
}
