/**
 * What every flow shares: a round (generate, judge on the feedback tests and on the scoring tests)
 * and the loop over rounds.
 *
 * The rules of a fair comparison live here, once: every round is kept, a task stops when the
 * feedback tests pass, no helper is asked after the last round, and the scoring tests are never
 * looked at by a method unless `feedback: "hidden"` says so (the originals did, unsaid).
 */
import type { Model, Request } from "../../models/mod.ts";
import { type Attempt, attempt, currentRun } from "../../runs/mod.ts";
import type { Sandbox, Verdict } from "../../sandbox/mod.ts";
import { positiveInteger, refuseUnknown } from "../../base/mod.ts";
import { type Task } from "../../tasks/mod.ts";
import { checkParts } from "./checkParts.ts";
import { seedOf } from "./seedOf.ts";

/** How a coder is sampled, in every flow; the seed is the flow's own. */
export type FlowSampling = Pick<Request, "temperature" | "topP" | "maxTokens" | "stop">;

export interface FlowOptions {
  tasks: readonly Task[];
  /** Writes the programs: the student, the executor. */
  coder: Model;
  /** Plans, rewrites or proposes tests. @default {the coder} */
  helper?: Model;
  python: Sandbox;
  /** Programs written for a task at most. @default {2} */
  rounds?: number;
  /** @default {0} */
  seed?: number;
  /** Which form of the prompt is asked. @default {"complete" where the task has it} */
  form?: "complete" | "instruct";
  /** Sampling of the coder. @default {the model's own} */
  sampling?: FlowSampling;
  /**
   * The tests a method may look at. `hidden` is the original set-up, in which the scoring tests
   * leak into the feedback; a table of such a run must say so.
   * @default {"visible"}
   */
  feedback?: "visible" | "hidden";
  /** Name of the branch in the record. @default {the name that runArms was given, else the method's} */
  arm?: string;
}

/** The names of `FlowOptions`. */
export const flowOptions = {
  tasks: true,
  coder: true,
  helper: true,
  python: true,
  rounds: true,
  seed: true,
  form: true,
  sampling: true,
  feedback: true,
  arm: true,
} satisfies Record<keyof FlowOptions, true>;

const samplingOptions = {
  temperature: true,
  topP: true,
  maxTokens: true,
  stop: true,
} satisfies Record<keyof FlowSampling, true>;

/** Where sampling stood beside the other options, in one flow of four. */
const hints = Object.fromEntries(
  Object.keys(samplingOptions).map((name) => [name, `write sampling: { ${name}: … }`]),
);

/** Refuses options that a flow does not know, and sampling that no model does. */
export function checkOptions(
  method: string,
  options: object & { sampling?: FlowSampling; feedback?: string; form?: string },
  known: object,
): void {
  checkParts(method, options, known);
  refuseUnknown(method, options, known, hints);
  refuseUnknown(`${method}, sampling`, options.sampling, samplingOptions);
  choice("feedback", options.feedback, ["visible", "hidden"]);
  choice("form", options.form, ["complete", "instruct"]);
}

function choice(name: string, value: string | undefined, choices: string[]) {
  if (value === undefined || choices.includes(value)) return;
  throw new RangeError(`'${name}' must be ${choices.join(" or ")}: ${value}`);
}

/** The branch that a flow's attempts and calls belong to. */
export const armOf = (options: { arm?: string }, method: string): string =>
  options.arm ?? currentRun()?.arm ?? method;

/** What a flow wants written in a round. */
export interface Item {
  task: Task;
  request: Request;
  parent?: string;
  notes?: Record<string, unknown>;
}

/** An attempt at a program together with its task. */
export interface Tried {
  task: Task;
  attempt: Attempt & { completion: NonNullable<Attempt["completion"]>; visible: Verdict };
}

/** The verdict a method may act on. */
export const succeeded = (tried: Tried): boolean => tried.attempt.visible.status === "passed";

/** The fields of a request that all flows fill alike. */
export function sampled(
  options: FlowOptions,
  task: Task,
  round: number,
  salt = "",
): Partial<Request> {
  return { ...options.sampling, seed: seedOf(options.seed ?? 0, task.id, round, salt) };
}

/** Generates and judges a program for each item, twice: on the feedback tests (traced), on the scoring tests. */
export async function* tryAll(
  options: FlowOptions,
  items: Iterable<Item>,
  { method, round }: { method: string; round: number },
): AsyncGenerator<Tried> {
  const { coder, python, feedback = "visible" } = options;
  const arm = armOf(options, method);
  const asked = new Map<Request, Item>();
  for (const item of items) {
    const request = {
      ...item.request,
      ...sampled(options, item.task, round),
      role: "student",
      arm,
    };
    asked.set(request, item);
  }

  async function* written() {
    for await (const { request, completion } of coder.generate(asked.keys())) {
      const item = asked.get(request);
      if (!item) throw new Error(`${coder.uri} answered a request that was not asked`);
      yield { task: item.task, item, completion };
    }
  }
  async function* shown() {
    const judging = { tests: feedback, trace: "failures" as const };
    for await (const { verdict, ...one } of python.judge(written(), judging)) {
      yield { ...one, visible: verdict };
    }
  }
  for await (const { item, completion, visible, verdict } of python.judge(shown())) {
    const made = attempt({
      method,
      arm,
      taskId: item.task.id,
      round,
      seed: options.seed ?? 0,
      completion,
      verdict,
      parent: item.parent,
      notes: item.notes,
    });
    yield { task: item.task, attempt: { ...made, completion, visible } };
  }
}

/** Given the programs of a round, asks helpers (yielding their attempts) and returns what to write next. */
export type Advise = (
  tried: Tried[],
  round: number,
) => Item[] | AsyncGenerator<Attempt, Item[]>;

/** The loop of every flow: write, judge, stop what succeeded, take advice, write again. */
export async function* inRounds(
  options: FlowOptions,
  method: string,
  first: (task: Task) => Request,
  advise: Advise,
): AsyncGenerator<Attempt> {
  const { rounds = 2 } = options;
  checkOptions(method, options, flowOptions);
  yield* eachRound(options, first, async function* (open, round) {
    const tried: Tried[] = [];
    for await (const one of tryAll(options, open, { method, round })) {
      yield one.attempt;
      tried.push(one);
    }
    if (round === rounds) return [];
    const advice = advise(inOrder(options, tried), round);
    return Array.isArray(advice) ? advice : yield* advice;
  });
}

/** Round after round until nothing is left to write: `turn` gets what a round writes and returns what the next one does. */
export async function* eachRound(
  { tasks, rounds = 2 }: FlowOptions,
  first: (task: Task) => Request,
  turn: (open: Item[], round: number) => AsyncGenerator<Attempt, Item[]>,
): AsyncGenerator<Attempt> {
  positiveInteger("rounds", rounds);
  let open: Item[] = tasks.map((task) => ({ task, request: first(task) }));
  for (let round = 1; round <= rounds && open.length; round++) open = yield* turn(open, round);
}

/** Programs in the order of the tasks, in whichever they were done. */
export function inOrder({ tasks }: FlowOptions, tried: Iterable<Tried>): Tried[] {
  const order = new Map(tasks.map((task, i) => [task.id, i]));
  return [...tried].sort((a, b) => order.get(a.task.id)! - order.get(b.task.id)!);
}

/** Asks a helper about each item and yields the calls as attempts without a verdict. */
export async function* askHelper<T extends { task: Task; request: Request; parent: string }>(
  options: FlowOptions,
  items: readonly T[],
  { method, round, role }: { method: string; round: number; role: string },
): AsyncGenerator<Attempt, Map<T, { text: string; id: string }>> {
  const { helper = options.coder } = options;
  const arm = armOf(options, method);
  const asked = new Map<Request, T>();
  for (const item of items) {
    const seed = seedOf(options.seed ?? 0, item.task.id, round, role);
    asked.set({ seed, ...item.request, role, arm }, item);
  }
  const replies = new Map<T, { text: string; id: string }>();
  for await (const { request, completion } of helper.generate(asked.keys())) {
    const item = asked.get(request)!;
    const { task, parent } = item;
    const call = attempt({
      method,
      arm,
      taskId: task.id,
      round,
      role,
      completion,
      parent,
      seed: options.seed ?? 0,
    });
    replies.set(item, { text: completion.text, id: call.id });
    yield call;
  }
  return replies;
}
