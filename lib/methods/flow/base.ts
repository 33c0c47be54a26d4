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
import { type Model, solve } from "../../models/mod.ts";
import { type Attempt, attempt } from "../../runs/mod.ts";
import type { Program, Sandbox } from "../../sandbox/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import { armOf, checkOptions, type FlowSampling } from "./rounds.ts";
import { positiveInteger } from "../../base/mod.ts";
import { seedOf } from "./seedOf.ts";

export interface BaseOptions {
  tasks: readonly Task[];
  /** Writes the programs. */
  coder: Model;
  /** Not asked: known so that arms can share their options. */
  helper?: Model;
  python: Sandbox;
  /** Programs for each task. @default {1} */
  samples?: number;
  /** @default {0} */
  seed?: number;
  /** Which form of the prompt is asked. @default {"complete" where the task has it} */
  form?: "complete" | "instruct";
  /** Sampling of the coder, as in every flow. @default {the model's own} */
  sampling?: FlowSampling;
  /** Record execution traces in the verdicts. @default {false} */
  trace?: Program["trace"];
  /** Name of the branch in the record. @default {the name that runArms was given, else "base"} */
  arm?: string;
}

const known = {
  tasks: true,
  coder: true,
  helper: true,
  python: true,
  samples: true,
  seed: true,
  form: true,
  sampling: true,
  trace: true,
  arm: true,
} satisfies Record<keyof BaseOptions, true>;

/**
 * Writes and judges `samples` programs for each task; attempts come in the order they finish.
 *
 * @throws {RangeError} for an option that is not known
 *
 * @example
 * ```ts
 * import { base, dialects, modelFrom, sandbox, Task } from "tracelab";
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
  const { tasks, coder, python, samples = 1, seed = 0, form, trace } = options;
  positiveInteger("samples", samples);
  checkOptions("base", options, known);
  const arm = armOf(options, "base");
  const requests = tasks.map((task) =>
    solve(task, {
      ...options.sampling,
      form,
      samples,
      seed: seedOf(seed, task.id, 1),
      role: "student",
      arm,
    })
  );
  for await (
    const { task, completion, verdict } of python.judge(coder.generate(requests), { trace })
  ) {
    const { sample } = completion;
    yield attempt({ method: "base", arm, taskId: task.id, sample, seed, completion, verdict });
  }
}
