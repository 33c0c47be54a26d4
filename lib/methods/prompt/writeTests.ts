/** `tests.json`: what the programs of an experiment are judged by, for somebody who judges them again. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../base/mod.ts";
import { runsFolder } from "../../runs/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import { type PassOptions, passRule, testsOf } from "./passRule.ts";

/**
 * Writes the tests of an experiment's tasks beside its runs. `verify_run.py`, which shares no code with the
 * lab, executes the recorded programs with them and computes the paired test again with SciPy:
 *
 *     python3 lib/methods/prompt/verify_run.py results/runs/PromptOptimisation.test \
 *       --table results/reference/quick/PromptOptimisation.json
 *
 * @param options The rule by which a program passes. `root` is where runs are kept: by default
 * `results/runs` of the project.
 * @returns The file.
 * @throws {RangeError} where a task has none of the tests that the rule asks for
 *
 * @example
 * ```ts
 * import { writeTests } from "tracelab/methods";
 * import { Task } from "tracelab";
 * import { mkdtempSync, readFileSync } from "node:fs";
 * import assert from "node:assert/strict";
 * const hidden = { kind: "asserts", asserts: ["assert one() == 1"] };
 * const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden });
 * const file = writeTests("demo", [task], { root: mkdtempSync("/tmp/runs-") });
 * assert.equal(JSON.parse(readFileSync(file, "utf8")).tasks["own/1"].groups.length, 1);
 * ```
 */
export function writeTests(
  experiment: string,
  tasks: readonly Task[],
  { root = runsFolder(), ...options }: PassOptions & { root?: string } = {},
): string {
  const { groups, enough } = passRule(options);
  const ofTask = (task: Task) => ({
    preamble: task.preamble ?? "",
    entryPoint: task.entryPoint,
    groups: groups.map((group) => testsOf(task, group)),
  });
  const folder = join(root, experiment);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "tests.json");
  const byId = Object.fromEntries(tasks.map((task) => [task.id, ofTask(task)]));
  writeWhole(file, JSON.stringify({ enough, tasks: byId }) + "\n");
  return file;
}
