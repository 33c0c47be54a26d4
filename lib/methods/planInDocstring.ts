/**
 * The original's one-level decomposition: a plan goes into the docstring.
 *
 * Where the first program fails, the planner lists numbered steps; they are written into the
 * docstring as a "Subtasks:" block before `Returns:`, and the executor is asked again. Compare with
 * `adapt`, which decomposes recursively.
 */
import { solve } from "../models/mod.ts";
import type { Attempt } from "../runs/mod.ts";
import type { Task } from "../tasks/mod.ts";
import { explain } from "./explain.ts";
import { askHelper, type FlowOptions, inRounds, succeeded } from "./flow.ts";
import { parsePlan } from "./parsePlan.ts";

/**
 * A prompt with a "Subtasks:" block before `Returns:`, or at the docstring's end where there is none.
 *
 * @example
 * ```ts
 * import { withSubtasks } from "tracelab";
 * withSubtasks('def f(x):\n    """Double x.\n    """\n', ["Multiply by 2."]);
 * // 'def f(x):\n    """Double x.\n\n    Subtasks:\n    1. Multiply by 2.\n    """\n'
 * ```
 */
export function withSubtasks(prompt: string, steps: readonly string[]): string {
  const lines = prompt.split("\n");
  const returns = lines.findIndex((line) => /^\s*(Returns?|:returns?)\b.*:/.test(line));
  const closing = lines.findLastIndex((line) => /("""|''')\s*$/.test(line));
  if (returns < 0 && closing < 0) {
    return `${prompt.trimEnd()}\n\nSubtasks:\n${numbered(steps).join("\n")}\n`;
  }
  const at = returns < 0 ? closing : returns;
  const indent = lines[at].match(/^\s*/)![0];
  const block = ["Subtasks:", ...numbered(steps)].map((line) => indent + line);
  if (returns >= 0) return [...lines.slice(0, at), ...block, "", ...lines.slice(at)].join("\n");
  // A docstring on one line is opened up: its closing quotes move below the block.
  const quotes = lines[at].match(/("""|''')\s*$/)![1];
  const text = lines[at].slice(0, lines[at].lastIndexOf(quotes));
  const before = text.trim() ? [text.trimEnd()] : [];
  return [...lines.slice(0, at), ...before, "", ...block, indent + quotes, ...lines.slice(at + 1)]
    .join("\n");
}

const numbered = (steps: readonly string[]) => steps.map((step, i) => `${i + 1}. ${step}`);

/**
 * Runs the flow; the planner is `helper`. A reply without steps leaves the task as it is.
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
