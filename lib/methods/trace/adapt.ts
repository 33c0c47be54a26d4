/**
 * Task decomposition: ADaPT, as-needed decomposition and planning (arXiv 2311.05772, algorithm 1),
 * for programs.
 *
 *     solve(task, plan, depth):
 *       run the executor on the task with the plan so far; if it succeeds, done
 *       if depth = d_max, fail
 *       the planner breaks the task into steps joined by AND or OR
 *       AND: the steps together are the plan of one deeper try, completed steps passed forward
 *       OR:  each step is an alternative, tried in turn until one succeeds
 *
 * In the paper the executor says itself whether it succeeded; here the program is run. A step of a
 * function has no state of the world to check, so AND's success is decided by the composed program;
 * a planner that gives a step its own check (`… CHECK: assert …`) has that step solved and checked
 * on its own first, and AND stops at the first that fails.
 */
import { solve } from "../../models/mod.ts";
import type { Attempt } from "../../runs/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import {
  askHelper,
  checkOptions,
  explain,
  type FlowOptions,
  flowOptions,
  sampled,
  succeeded,
  type Tried,
  tryAll,
} from "../flow/mod.ts";
import { merge } from "./merge.ts";
import type { TraceNotes } from "./notes.ts";
import { parsePlan } from "./parsePlan.ts";
import { positiveInteger } from "../../base/mod.ts";

export interface AdaptOptions extends Omit<FlowOptions, "rounds"> {
  /** Deepest level of decomposition, d_max. @default {3} */
  maxDepth?: number;
  /** Programs written for a task at most, whatever the plans say. @default {maxDepth + 1} */
  generations?: number;
  /** Tasks worked on at a time. @default {16} */
  width?: number;
}

const { rounds: _rounds, ...shared } = flowOptions;
const known = { ...shared, maxDepth: true, generations: true, width: true } satisfies Record<
  keyof AdaptOptions,
  true
>;

/** The part of a step after `CHECK:` decides on its own whether the step is done. */
function splitCheck(step: string): { text: string; check?: string } {
  const [text, check] = step.split(/\bCHECK:\s*/);
  return { text: text.trim(), check: check?.replace(/^`+|`+$/g, "").trim() };
}

/**
 * ADaPT: a task that fails is decomposed as needed; the planner is `helper`. Attempts of all tasks come as they finish.
 *
 * @throws {RangeError} when `maxDepth` is no non-negative or `generations` no positive integer
 *
 * @example
 * ```ts
 * import { adapt, dialects, modelFrom, sandbox, Task } from "tracelab";
 * import assert from "node:assert/strict";
 * const task = Task.parse({
 *   id: "own/1", set: "own", entryPoint: "double", prompt: { complete: "def double(x):\n" },
 *   canonical: "def double(x):\n    return 2 * x\n",
 *   visible: { kind: "asserts", asserts: ["assert double(2) == 4"] },
 *   hidden: { kind: "asserts", asserts: ["assert double(3) == 6"] },
 * });
 * const coder = modelFrom("coder", () => ({
 *   dialect: dialects.chat,
 *   complete: ({ intent }) => Promise.resolve({ text: intent.kind === "solve" && intent.plan ? "def double(x):\n    return 2 * x\n" : "def double(x):\n    return x\n", finishReason: "stop" }),
 * }), { store: false });
 * const helper = modelFrom("helper", () => ({
 *   dialect: dialects.chat,
 *   complete: ({ intent }) => Promise.resolve({ text: "1. Multiply by two.", finishReason: "stop" }),
 * }), { store: false });
 * await using python = await sandbox({ lanes: 1 });
 * const attempts = await Array.fromAsync(adapt({ tasks: [task], coder, helper, python }));
 * assert.deepEqual(attempts.map(({ role }) => role), ["student", "planner", "student"]);
 * assert.equal(attempts.at(-1)!.verdict!.status, "passed");
 * ```
 */
export function adapt(options: AdaptOptions): AsyncGenerator<Attempt> {
  const { tasks, maxDepth = 3, width = 16, generations = maxDepth + 1, form } = options;
  if (!(Number.isInteger(maxDepth) && maxDepth >= 0)) {
    throw new RangeError(`'maxDepth' must be a non-negative integer: ${maxDepth}`);
  }
  positiveInteger("generations", generations);
  checkOptions("adapt", options, known);

  async function* one(whole: Task): AsyncGenerator<Attempt> {
    let round = 0;

    async function* execute(
      task: Task,
      plan: string[],
      parent?: string,
    ): AsyncGenerator<Attempt, Tried> {
      round++;
      const request = solve(task, plan.length ? { form, plan } : { form });
      const notes: TraceNotes["adapt"] = { plan, depth: round };
      const item = { task, request, parent, notes };
      let tried: Tried | undefined;
      for await (tried of tryAll(options, [item], { method: "adapt", round })) yield tried.attempt;
      if (!tried) throw new Error(`${options.coder.uri} gave no reply for ${task.id}`);
      return tried;
    }

    async function* attempt(
      task: Task,
      plan: string[],
      depth: number,
      parent?: string,
    ): AsyncGenerator<Attempt, boolean> {
      if (round >= generations) return false;
      const tried = yield* execute(task, plan, parent);
      if (succeeded(tried)) return true;
      if (depth >= maxDepth || round >= generations) return false;

      const { code } = tried.attempt.completion;
      const feedback = explain(tried.attempt.visible, code);
      const intent = { kind: "plan" as const, task, code, feedback, depth: depth + 1 };
      const item = {
        task,
        request: { intent, ...sampled({ ...options, sampling: {} }, task, round, "plan") },
        parent: tried.attempt.id,
      };
      const replies = yield* askHelper(options, [item], {
        method: "adapt",
        round,
        role: "planner",
      });
      const reply = replies.get(item);
      const next = reply && parsePlan(reply.text);
      if (!next) return false;

      const steps = next.steps.map(splitCheck);
      if (next.logic === "OR") {
        for (const { text } of steps) {
          if (yield* attempt(task, [...plan, text], depth + 1, reply.id)) return true;
        }
        return false;
      }
      const done: string[] = [];
      for (const { text, check } of steps) {
        done.push(text);
        if (!check) continue;
        const step: Task = { ...task, visible: { kind: "asserts", asserts: [check], setup: "" } };
        if (!(yield* attempt(step, [...done], depth + 1, reply.id))) return false;
      }
      return yield* attempt(task, done, depth + 1, reply.id);
    }

    yield* attempt(whole, [], 0);
  }

  return merge(tasks.map((task) => () => one(task)), width);
}
