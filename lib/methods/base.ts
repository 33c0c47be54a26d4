/**
 * The first flow, and the baseline of all others: a task's prompt goes to a model once, its program
 * is run once against the task's tests. TRACE's `BaseCode` notebook; nobody helps, nothing is fed
 * back.
 *
 * ```text
 * task ─ prompt ─▶ model ─ completion ─▶ whole program ─▶ sandbox ─▶ verdict
 * ```
 *
 * Both steps are streams: while the model writes one program, the sandbox judges another. What is
 * recorded is one attempt for each task and sample.
 */
import { type Model, type Request, solve } from "../models/mod.ts";
import { type Attempt, attempt } from "../runs/mod.ts";
import type { Program, Sandbox } from "../sandbox/mod.ts";
import type { Task } from "../tasks/mod.ts";
import { positiveInteger } from "./positiveInteger.ts";
import { seedOf } from "./seedOf.ts";

export interface BaseOptions extends Pick<Request, "temperature" | "topP" | "maxTokens" | "stop"> {
  tasks: readonly Task[];
  /** Writes the programs. */
  coder: Model;
  python: Sandbox;
  /** Programs for each task. @default {1} */
  samples?: number;
  /** @default {0} */
  seed?: number;
  /** Which form of the prompt is asked. @default {"complete" where the task has it} */
  form?: "complete" | "instruct";
  /** Record execution traces in the verdicts. @default {false} */
  trace?: Program["trace"];
  /** Name of the branch in the record. @default {"base"} */
  arm?: string;
}

/**
 * Writes and judges `samples` programs for each task; attempts come in the order they finish.
 *
 * @example
 * ```ts
 * import { base, modelFrom, dialects, sandbox, Task } from "tracelab";
 * const coder = modelFrom("one", () => ({
 *   dialect: dialects.chat,
 *   complete: () => Promise.resolve({ text: "def one():\n    return 1\n", finishReason: "stop" }),
 * }), { store: false });
 * const task = Task.parse({
 *   id: "own/1",
 *   set: "own",
 *   entryPoint: "one",
 *   prompt: { complete: "def one():\n" },
 *   hidden: { kind: "asserts", asserts: ["assert one() == 1"] },
 * });
 * await using python = await sandbox({ lanes: 1 });
 * for await (const { verdict } of base({ tasks: [task], coder, python })) verdict?.status; // "passed"
 * ```
 */
export async function* base(options: BaseOptions): AsyncGenerator<Attempt> {
  const { tasks, coder, python, samples = 1, seed = 0, form, trace, arm = "base" } = options;
  positiveInteger("samples", samples);
  const { temperature, topP, maxTokens, stop } = options;
  const requests = tasks.map((task) =>
    solve(task, {
      form,
      samples,
      seed: seedOf(seed, task.id, 1),
      role: "student",
      arm,
      temperature,
      topP,
      maxTokens,
      stop,
    })
  );
  for await (
    const { task, completion, verdict } of python.judge(coder.generate(requests), { trace })
  ) {
    const { sample } = completion;
    yield attempt({ method: "base", arm, taskId: task.id, sample, seed, completion, verdict });
  }
}
