import { dialects, renderCall, solve } from "../../models/mod.ts";
import type { Completion } from "../../models/mod.ts";
import type { Attempt } from "../../runs/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import { tinyRow } from "../../tiny/mod.ts";
import { isTiny } from "./alignPolicy.ts";
import type { SampledProgram } from "./preferencePairs.ts";

/**
 * The judged programs of a record as `preferencePairs` takes them, with the prompt that their model read:
 * an embedded model's tokens; of any other the instructions (`system`) and the question of a chat, and
 * the reply as it came. What is of the role `test`, did not end by itself or was not judged is none of
 * them: nothing of a test task becomes a pair.
 *
 * @param tasks Those of the attempts, with others or without.
 * @throws {RangeError} at an attempt whose task is not given
 *
 * @example
 * ```ts
 * import { attempt, scripted, solve, Task, Verdict } from "tracelab";
 * import { exportPreferences, preferencePairs, sampledPrograms } from "tracelab/methods";
 * import assert from "node:assert/strict";
 * const task = Task.parse({ id: "own/1", set: "own", prompt: { instruct: "One." }, hidden: { kind: "run" } });
 * const ran = async (text: string, status: string, sample: number) => attempt({
 *   method: "align", taskId: task.id, sample, completion: await scripted([text]).ask(solve(task)),
 *   verdict: Verdict.parse({ status, guarantee: "apart", engine: "wasm", cpuMs: 1, wallMs: 1 }),
 * });
 * const attempts = [await ran("one = 1", "passed", 0), await ran("one = 2", "failed", 1)];
 * const [row] = exportPreferences(preferencePairs(sampledPrograms(attempts, [task])));
 * assert.deepEqual(row.prompt.map(({ role }) => role), ["system", "user"]);
 * assert.deepEqual(row.chosen, [{ role: "assistant", content: "one = 1" }]);
 * ```
 */
export function sampledPrograms(
  attempts: Iterable<Pick<Attempt, "taskId" | "role" | "completion" | "verdict">>,
  tasks: Iterable<Task>,
): SampledProgram[] {
  const known = new Map(Array.from(tasks, (task) => [task.id, task]));
  return Array.from(attempts).flatMap(({ taskId, role, completion, verdict }) => {
    if (role === "test" || !verdict || completion?.finishReason !== "stop") return [];
    const task = known.get(taskId);
    if (!task) throw new RangeError(`the tasks do not hold ${taskId}, of which there is a program`);
    return [{ taskId, ...readAndWritten(task, completion), code: completion.code, verdict }];
  });
}

/** What a task's model read, and what it wrote. */
export function readAndWritten(task: Task, completion: Completion) {
  const request = solve(task);
  if (isTiny(completion.model)) return tinyRow(request.intent, completion);
  const { prompt } = renderCall(request, { dialect: dialects.chat }, {});
  const said = (role: string) => prompt.messages?.find((turn) => turn.role === role)?.content;
  return { system: said("system"), prompt: said("user") ?? "", completion: completion.text };
}
