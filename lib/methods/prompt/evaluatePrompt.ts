/** Writes and judges one program a task under a prompt. */
import { createHash } from "node:crypto";
import { type Model, ModelError, solve, type SolveRequest } from "../../models/mod.ts";
import { type Attempt, attempt, currentRun, RunError } from "../../runs/mod.ts";
import type { Sandbox, Verdict } from "../../sandbox/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import { armOf, checkOptions, type FlowSampling, seedOf } from "../flow/mod.ts";
import { decide, type Group, type PassOptions, passRule, testsOf } from "./passRule.ts";
import type { Prompt } from "./prompt.ts";
import type { PromptNotes } from "./promptNotes.ts";

export const method = "prompt";

/** How programs are written and judged, in a search and on the test set alike. */
export interface WriteOptions extends PassOptions {
  /** Writes the programs (the original's `model`). */
  coder: Model;
  python: Sandbox;
  /** @default {0} */
  seed?: number;
  /** Sampling of the coder. @default {temperature 0} */
  sampling?: FlowSampling;
  form?: "complete" | "instruct";
  /** Name of the branch in the record. @default {the name that runArms was given, else "prompt"} */
  arm?: string;
}

export const writeOptions = {
  coder: true,
  python: true,
  seed: true,
  sampling: true,
  form: true,
  arm: true,
  baseTest: true,
  plusTest: true,
  requireBoth: true,
} satisfies Record<keyof WriteOptions, true>;

/** Where the attempts stand in the record. */
export interface Place {
  role: string;
  round: number;
  /** With what seeds differ; draws that are to be compared have the same. */
  draw: string;
  trace?: boolean;
  notes: PromptNotes;
}

/**
 * An error that ends one call and not the run: the provider gave no answer to it. Whatever is wrong with
 * every call (a key, an address, a budget) is thrown on.
 */
export function tolerable(error: unknown): string {
  if (error instanceof ModelError && !error.fatal) return error.message;
  throw error;
}

/** What was asked, in 16 hex digits: a record is resumed with the same and with nothing else. */
export const askedHash = (...asked: unknown[]): string =>
  createHash("sha256").update(JSON.stringify(asked)).digest("hex").slice(0, 16);

/**
 * What a resumed run has on record already, a failed call too: what followed rests on it. It is not
 * made again, which is what makes a long search quick to resume.
 *
 * @throws {RunError} where something else was asked then
 */
export function onRecord(id: string, asked: string): Attempt | undefined {
  const known = currentRun()?.done(id);
  if (known && known.notes.asked !== asked) {
    throw new RunError(
      `attempt '${id}' on record answers another request: an option or the method has changed since`,
    );
  }
  return known;
}

/** Writes and judges the programs of a step; an attempt without a completion is a call that failed. */
export async function* writeAll(
  options: WriteOptions,
  tasks: readonly Task[],
  prompt: Prompt,
  { role, round, draw, trace, notes: place }: Place,
): AsyncGenerator<Attempt, Attempt[]> {
  const { coder, python, seed = 0, form, sampling = {} } = options;
  const arm = armOf(options, method), rule = passRule(options);
  const base = { method, arm, round, role, seed };
  const hash = askedHash(coder.uri, prompt, sampling, form, seed, draw, rule);
  const notes = { ...place, asked: hash };
  const made: Attempt[] = [];
  const asked = new Map<SolveRequest, Task>();
  for (const task of tasks) {
    const known = onRecord(attempt({ ...base, taskId: task.id }).id, hash);
    if (known) {
      yield known;
      made.push(known);
    } else {
      asked.set(
        solve(task, {
          temperature: 0,
          ...sampling,
          form,
          directives: prompt.directives,
          demonstrations: prompt.demonstrations,
          seed: seedOf(seed, task.id, 0, draw),
          role,
          arm,
        }),
        task,
      );
    }
  }
  const all = asked.size;
  let failure: { error: unknown; message: string } | undefined;

  async function* written() {
    try {
      for await (const { request, completion } of coder.generate(asked.keys())) {
        const task = asked.get(request)!;
        asked.delete(request);
        yield { task, completion };
      }
    } catch (error) {
      failure = { error, message: tolerable(error) };
    }
  }
  const judging = { trace: trace ? "failures" as const : undefined };
  async function* first() {
    const [group] = rule.groups;
    const tests = ({ task }: { task: Task }) => testsOf(task, group);
    for await (const { verdict, ...one } of python.judge(written(), { ...judging, tests })) {
      yield { ...one, verdicts: { [group]: verdict } as Record<Group, Verdict> };
    }
  }
  async function* second() {
    const [, group] = rule.groups;
    if (!group) return yield* first();
    const tests = ({ task }: { task: Task }) => testsOf(task, group);
    for await (const { verdict, ...one } of python.judge(first(), { ...judging, tests })) {
      yield { ...one, verdicts: { ...one.verdicts, [group]: verdict } };
    }
  }
  for await (const { task, completion, verdicts } of second()) {
    const { verdict, other } = decide(rule, verdicts);
    const statuses = other &&
      Object.fromEntries(rule.groups.map((group) => [group, verdicts[group].status]));
    const one = attempt({
      ...base,
      taskId: task.id,
      completion,
      verdict,
      visible: other,
      notes: { ...notes, ...(statuses && { tests: statuses }) },
    });
    yield one;
    made.push(one);
  }
  // Nobody answered: a server that is away would leave a record of nothing but failures.
  if (failure && asked.size === all && all > 1) throw failure.error;
  for (const task of asked.values()) {
    const error = failure?.message ?? `${coder.uri}: no answer`;
    const one = attempt({ ...base, taskId: task.id, notes: { ...notes, error } });
    yield one;
    made.push(one);
  }
  const order = new Map(tasks.map(({ id }, i) => [id, i]));
  return made.sort((a, b) => order.get(a.taskId)! - order.get(b.taskId)!);
}

/** By task, 1 for a program that passed and 0 for one that did not; absent where nobody could say. */
export function scoresOf(attempts: Iterable<Attempt>): Map<string, number> {
  const scores = new Map<string, number>();
  for (const { taskId, verdict } of attempts) {
    if (!verdict || verdict.status === "harness") continue;
    scores.set(taskId, Number(verdict.status === "passed"));
  }
  return scores;
}

export interface EvaluatePromptOptions extends WriteOptions {
  tasks: readonly Task[];
  prompt: Prompt;
}

/**
 * One program a task under a given prompt: an arm of the verdict on the test set.
 *
 * @throws {RangeError} for an option that is not known
 *
 * @example
 * ```ts
 * import { dialects, evaluatePrompt, modelFrom, sandbox, Task } from "tracelab";
 * import assert from "node:assert/strict";
 * const task = Task.parse({
 *   id: "own/1", set: "own", entryPoint: "one", prompt: { instruct: "Write one(), which gives 1." },
 *   hidden: { kind: "asserts", asserts: ["assert one() == 1"] },
 * });
 * const coder = modelFrom("coder", () => ({
 *   dialect: dialects.chat,
 *   complete: () => Promise.resolve({ text: "def one():\n    return 1\n", finishReason: "stop" }),
 * }), { store: false });
 * await using python = await sandbox({ lanes: 1 });
 * const prompt = { directives: ["Return whole numbers."] };
 * const [attempt] = await Array.fromAsync(evaluatePrompt({ tasks: [task], prompt, coder, python }));
 * assert.equal(attempt.verdict?.status, "passed");
 * ```
 */
export async function* evaluatePrompt(options: EvaluatePromptOptions): AsyncGenerator<Attempt> {
  checkOptions("evaluatePrompt", options, { ...writeOptions, tasks: true, prompt: true });
  const { tasks, prompt } = options;
  const notes = { phase: "test", which: "given" } as const;
  yield* writeAll(options, tasks, prompt, { role: "test", round: 1, draw: "test", notes });
}
