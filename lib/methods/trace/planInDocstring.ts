/**
 * The original's one-level decomposition: a plan goes into the docstring.
 *
 * Where the first program fails, the planner lists numbered steps; they are written into the
 * docstring as a "Subtasks:" block before `Returns:`, and the executor is asked again. Compare with
 * `adapt`, which decomposes recursively.
 */
import { solve, withSubtasks } from "../../models/mod.ts";
import type { Attempt } from "../../runs/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import { askHelper, explain, type FlowOptions, inRounds, succeeded } from "../flow/mod.ts";
import { parsePlan } from "./parsePlan.ts";

/**
 * Writes a plan into the docstring before the code is asked for; the planner is `helper`. A reply without steps leaves the task as it is.
 *
 * @example
 * ```ts
 * import { dialects, modelFrom, planInDocstring, sandbox, Task } from "tracelab";
 * import assert from "node:assert/strict";
 * const task = Task.parse({
 *   id: "own/1", set: "own", entryPoint: "double", prompt: { complete: "def double(x):\n" },
 *   visible: { kind: "asserts", asserts: ["assert double(2) == 4"] }, hidden: { kind: "run" },
 * });
 * const coder = modelFrom("both", () => ({
 *   dialect: dialects.chat,
 *   complete: ({ intent }) =>
 *     Promise.resolve({
 *       text: intent.kind === "plan" ? "1. Multiply by two." : "def double(x):\n    return x\n",
 *       finishReason: "stop",
 *     }),
 * }), { store: false });
 * await using python = await sandbox({ lanes: 1 });
 * const attempts = await Array.fromAsync(planInDocstring({ tasks: [task], coder, python }));
 * assert.deepEqual(attempts.map(({ role }) => role), ["student", "planner", "student"]);
 * ```
 */
export function planInDocstring(options: FlowOptions): AsyncGenerator<Attempt> {
  const { form } = options;
  const first = (task: Task) => solve(task, { form });
  return inRounds(options, "plan-in-docstring", first, async function* (tried, round) {
    const failed = tried.filter((one) => !succeeded(one)).map(({ task, attempt }) => {
      const { code } = attempt.completion;
      const feedback = explain(attempt.visible, code);
      return {
        task,
        request: { intent: { kind: "plan" as const, task, code, feedback } },
        parent: attempt.id,
      };
    });
    const about = { method: "plan-in-docstring", round, role: "planner" };
    const replies = yield* askHelper(options, failed, about);
    return failed.flatMap((item) => {
      const { task } = item;
      const reply = replies.get(item);
      const plan = reply && parsePlan(reply.text);
      if (!plan) return [];
      const written = task.prompt.complete ?? task.prompt.instruct ?? "";
      const prompt = withSubtasks(written, plan.steps);
      return [{
        task,
        request: solve(task, { form, plan: plan.steps, prompt }),
        parent: reply.id,
        notes: { plan },
      }];
    });
  });
}
