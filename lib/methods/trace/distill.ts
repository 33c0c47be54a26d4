/**
 * TRACE's knowledge distillation: a teacher rewrites the instructions after a failure.
 *
 * The student writes a program; a failure falls in one class (`errorClass`); the teacher sees the
 * prompt, the program, the failure and a request for that class, and rewrites the instructions
 * without code; the student is asked again with them. Unlike the original, a passing program is
 * never sent for rewriting, the signature is always kept, and the failure comes from the visible
 * tests. The optimisation class is measured: against the canonical solution on the same tests.
 *
 * Training the student on what the teacher knows is `distillationRows` and, for the embedded model,
 * `lib/tiny`.
 */
import { solve } from "../../models/mod.ts";
import type { Attempt } from "../../runs/mod.ts";
import type { Verdict } from "../../sandbox/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import {
  askHelper,
  errorClass,
  explain,
  type FlowOptions,
  inRounds,
  sampled,
  type Tried,
} from "../flow/mod.ts";
import { keepSignature } from "./keepSignature.ts";
import type { TraceNotes } from "./notes.ts";

/**
 * After a failure a teacher rewrites the prompt; the teacher is `helper`. An attempt's notes hold the class of the failure, the
 * rewritten prompt and what had to be mended in it.
 *
 * @example
 * ```ts
 * import { dialects, distill, modelFrom, sandbox, Task } from "tracelab";
 * import assert from "node:assert/strict";
 * const task = Task.parse({
 *   id: "own/1", set: "own", entryPoint: "double", prompt: { complete: "def double(x):\n" },
 *   canonical: "def double(x):\n    return 2 * x\n",
 *   visible: { kind: "asserts", asserts: ["assert double(2) == 4"] },
 *   hidden: { kind: "asserts", asserts: ["assert double(3) == 6"] },
 * });
 * const student = modelFrom("student", () => ({
 *   dialect: dialects.chat,
 *   complete: ({ intent }) => Promise.resolve({ text: intent.kind === "solve" && intent.prompt ? "def double(x):\n    return 2 * x\n" : "def double(x):\n    return x\n", finishReason: "stop" }),
 * }), { store: false });
 * const teacher = modelFrom("teacher", () => ({
 *   dialect: dialects.chat,
 *   complete: ({ intent }) => Promise.resolve({ text: "Give twice the number x.", finishReason: "stop" }),
 * }), { store: false });
 * await using python = await sandbox({ lanes: 1 });
 * const attempts = await Array.fromAsync(distill({ tasks: [task], coder: student, helper: teacher, python }));
 * assert.deepEqual(attempts.map(({ role }) => role), ["student", "teacher", "student"]);
 * assert.equal(attempts[2].notes.errorClass, "Test Case Failure");
 * assert.equal(attempts[2].verdict!.status, "passed");
 * ```
 */
export async function* distill(options: FlowOptions): AsyncGenerator<Attempt> {
  const { form = "instruct", python, feedback = "visible" } = options;
  const prompts = new Map<string, string>();
  const canonical = new Map<string, Promise<Verdict | undefined>>();
  const first = (task: Task) => solve(task, { form });

  /** The class of a failure; the canonical solution is timed only for programs that passed slowly. */
  const classOf = async ({ task, attempt }: Tried) => {
    if (attempt.visible.status !== "passed" || attempt.visible.cpuMs < 200) {
      return errorClass(attempt.visible);
    }
    if (!task.canonical) return undefined;
    if (!canonical.has(task.id)) {
      canonical.set(task.id, python.judgeOne(task, task.canonical, { tests: feedback }));
    }
    return errorClass(attempt.visible, await canonical.get(task.id));
  };

  yield* inRounds({ ...options, form }, "distill", first, async function* (tried, round) {
    const failed = [];
    for (const one of tried) {
      const kind = await classOf(one);
      if (!kind) continue;
      const { task, attempt } = one;
      const { code } = attempt.completion;
      const told = { ...explain(attempt.visible, code), kind };
      // The teacher sees the prompt the student saw: the last rewrite, not the original.
      const prompt = prompts.get(task.id);
      const asked = prompt ? { ...task, prompt: { ...task.prompt, instruct: prompt } } : task;
      const intent = {
        kind: "rewrite" as const,
        task: asked,
        code,
        feedback: told,
        errorClass: kind,
      };
      failed.push({ task, request: { intent }, parent: attempt.id, kind });
    }
    const replies = yield* askHelper(options, failed, {
      method: "distill",
      round,
      role: "teacher",
    });
    return failed.flatMap((item) => {
      const reply = replies.get(item);
      if (!reply) return [];
      const { task } = item;
      const { prompt, mended } = keepSignature(task, reply.text);
      prompts.set(task.id, prompt);
      const request = { ...solve(task, { form, prompt }), ...sampled(options, task, round + 1) };
      const notes: TraceNotes["distill"] = { errorClass: item.kind, prompt, mended };
      return [{ task, request, parent: reply.id, notes }];
    });
  });
}
