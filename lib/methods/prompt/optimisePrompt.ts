/**
 * Iterative prompt optimisation: standing instructions, rewritten from the analysis of failures.
 *
 *     for each epoch and batch of training tasks:
 *       generator:  programs under the current instructions, run on the tests
 *       debugger:   why did it fail? one analysis a failed task
 *       optimiser:  at most ten instructions from the current ones and the analyses
 *       every evalInterval batches: evaluate on the development set, accept or not
 *     once, at the end: initial against selected prompt on the test set
 *
 * In the original two of the three prompts are empty, the debugger sees no test, nothing is ever
 * rejected, the last prompt is never evaluated and the test set is unused. Here the debugger sees the
 * failing test and the line that failed, acceptance is a parameter (`always` is the original's), every
 * version that goes on is evaluated, and nothing of a training task may enter the instructions.
 *
 * The attempts that it yields are its record: `promptHistory` and `outputTree` are derived from them. A
 * call that got no answer is an attempt with `notes.error`; the search goes on without it.
 */
import { positiveInteger, seededRandom, shuffled } from "../../base/mod.ts";
import type { Model } from "../../models/mod.ts";
import { type Attempt, attempt } from "../../runs/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import { armOf, checkOptions, type FlowSampling, seedOf } from "../flow/mod.ts";
import {
  type Acceptance,
  acceptance,
  acceptances,
  bestOf,
  type Decision,
  type Evaluated,
} from "./acceptance.ts";
import { analyseFailures } from "./analyseFailures.ts";
import { method, scoresOf, writeAll, type WriteOptions, writeOptions } from "./evaluatePrompt.ts";
import { leakGuard } from "./leakGuard.ts";
import { type Prompt, promptText } from "./prompt.ts";
import { rewritePrompt } from "./rewritePrompt.ts";
import { pickDemonstrations } from "./pickDemonstrations.ts";
import type { TestLock } from "./testLock.ts";

/**
 * What a new version is made of: `analyses` of the failures; analyses `shuffled`, each of a program with
 * another task's failure; `nothing`, a rewrite without feedback; `demonstrations`, training tasks with
 * the programs that passed (after DSPy, arXiv 2310.03714) and no optimiser.
 */
export type Material = "analyses" | "shuffled" | "nothing" | "demonstrations";
const materials: Material[] = ["analyses", "shuffled", "nothing", "demonstrations"];

export interface OptimisePromptOptions extends WriteOptions {
  train: readonly Task[];
  /** The development set: what versions are accepted by. */
  dev: readonly Task[];
  /** Opened once, when the search is over. @default {none: the search alone} */
  test?: TestLock;
  /** Says why programs failed. @default {the coder} */
  debugger?: Model;
  /** Writes the instructions. @default {the coder} */
  optimiser?: Model;
  /** Sampling of the optimiser. @default {temperature 0} */
  rewriting?: FlowSampling;
  /** The instructions that the search begins with. @default {[]} */
  initial?: string[];
  /** @default {"dev-improves"} */
  accept?: Acceptance;
  /** @default {"analyses"} */
  material?: Material;
  /** Programs that are shown, of `demonstrations`. @default {4} */
  shots?: number;
  /** @default {1} */
  epochs?: number;
  /** @default {10} */
  batchSize?: number;
  /** Batches between two evaluations; the last version is always evaluated. @default {5} */
  evalInterval?: number;
  /** No evaluations: only `always` can do without. @default {false} */
  skipEvaluations?: boolean;
}

const known = {
  ...writeOptions,
  train: true,
  dev: true,
  test: true,
  debugger: true,
  optimiser: true,
  rewriting: true,
  initial: true,
  accept: true,
  material: true,
  shots: true,
  epochs: true,
  batchSize: true,
  evalInterval: true,
  skipEvaluations: true,
} satisfies Record<keyof OptimisePromptOptions, true>;

/** A prompt with its number, in the order in which they were made. */
interface Version {
  version: number;
  prompt: Prompt;
}

function check(options: OptimisePromptOptions) {
  checkOptions("optimisePrompt", options, known);
  const { accept = "dev-improves", material = "analyses", train, dev } = options;
  for (const name of ["epochs", "batchSize", "evalInterval", "shots"] as const) {
    positiveInteger(name, options[name] ?? 1);
  }
  for (
    const [name, value, choices] of [
      ["accept", accept, acceptances],
      ["material", material, materials],
    ] as const
  ) {
    if (!(choices as readonly string[]).includes(value)) {
      throw new RangeError(`'${name}' must be ${choices.join(", ")}: ${value}`);
    }
  }
  if (!train.length) throw new RangeError("no training task");
  if (options.skipEvaluations && accept !== "always") {
    throw new RangeError(`'${accept}' needs evaluations: skipEvaluations goes with 'always'`);
  }
  if (!options.skipEvaluations && !dev.length) throw new RangeError("no development task");
  refuseShared("training", train, "development", dev);
}

/** A task of two sets would be learned by heart. */
function refuseShared(a: string, one: readonly Task[], b: string, other: readonly Task[]) {
  const ids = new Set(one.map(({ id }) => id));
  const shared = other.find(({ id }) => ids.has(id));
  if (shared) throw new RangeError(`${shared.id} is in the ${a} and in the ${b} set`);
}

/**
 * Searches for a prompt, and gives every call as an attempt.
 *
 * @returns The prompt that was selected.
 * @throws {RangeError} for an option that is not known, a task in two sets, a rule without what it needs
 * @throws {ModelError} where a server refuses all calls; what was answered is on record
 * @see The iterative prompt-optimisation framework; GEPA (arXiv 2507.19457) for `pareto`
 *
 * @example
 * ```ts
 * import { dialects, modelFrom, optimisePrompt, sandbox, Task } from "tracelab";
 * import assert from "node:assert/strict";
 * const task = (id: string, name: string) => Task.parse({
 *   id, set: "own", entryPoint: name, prompt: { instruct: `Write ${name}(x), the last item of x.` },
 *   canonical: `def ${name}(x):\n    return x[-1] if x else 0\n`,
 *   hidden: { kind: "asserts", asserts: [`assert ${name}([]) == 0`] },
 * });
 * const say = { analyse: "Nothing must give zero.", optimise: "1. Return 0 for an empty list." };
 * const coder = modelFrom("coder", () => ({
 *   dialect: dialects.chat,
 *   complete: ({ intent }) => Promise.resolve({
 *     finishReason: "stop",
 *     text: intent.kind !== "solve" ? say[intent.kind as "analyse"] : `def ${intent.task.entryPoint}(x):\n    ` +
 *       (intent.directives?.length ? "return x[-1] if x else 0" : "return x[-1]"),
 *   }),
 * }), { store: false });
 * await using python = await sandbox({ lanes: 1 });
 * const search = optimisePrompt({ train: [task("a", "f")], dev: [task("b", "g")], coder, python });
 * const attempts = await Array.fromAsync(search);
 * assert.deepEqual(attempts.at(-1)!.notes.prompt, { directives: ["Return 0 for an empty list."] });
 * ```
 */
export async function* optimisePrompt(
  options: OptimisePromptOptions,
): AsyncGenerator<Attempt, Prompt> {
  check(options);
  const { train, dev, test, seed = 0, accept = "dev-improves", initial = [] } = options;
  const { epochs = 1, batchSize = 10, evalInterval = 5, skipEvaluations = false } = options;
  const { material = "analyses", coder, optimiser = coder, debugger: analyst = coder } = options;
  const arm = armOf(options, method), guard = leakGuard(train);
  const pool: (Evaluated & Version)[] = [];
  const passing = new Map<string, { task: Task; code: string }>();
  let working: Version = { version: 0, prompt: { directives: initial } };
  let current = 0, versions = 1, evaluation = 0;

  async function* develop(at: { epoch: number; batch: number }) {
    evaluation++;
    const { prompt, version } = working;
    const notes = { phase: "develop" as const, ...at, evaluation, version };
    const place = { role: "development", round: evaluation, draw: "development", notes };
    const scores = scoresOf(yield* writeAll(options, dev, prompt, place));
    return { ...working, scores, length: promptText(prompt).length };
  }
  const decision = (at: { epoch: number; batch: number }, { accepted, why }: Decision) =>
    attempt({
      method,
      arm,
      seed,
      taskId: dev[0].id,
      round: evaluation,
      role: "decision",
      notes: {
        phase: "decide",
        ...at,
        evaluation,
        version: pool.at(-1)!.version,
        prompt: pool.at(-1)!.prompt,
        accepted,
        why,
        next: working.version,
      },
    });

  if (!skipEvaluations) {
    pool.push(yield* develop({ epoch: 0, batch: 0 }));
    const first = { accepted: true, why: "the initial prompt", next: 0 };
    yield decision({ epoch: 0, batch: 0 }, first);
  }
  const batches = Math.ceil(train.length / batchSize);
  for (let batch = 1; batch <= epochs * batches; batch++) {
    const epoch = Math.ceil(batch / batches), at = { epoch, batch };
    const order = shuffled([...train], seedOf(seed, "epoch", epoch));
    const start = ((batch - 1) % batches) * batchSize;
    const tasks = order.slice(start, start + batchSize);
    const { version, prompt } = working;
    const tried = yield* writeAll(options, tasks, prompt, {
      role: "student",
      round: batch,
      draw: `train ${options.sampling?.temperature ? epoch : 1}`,
      trace: material !== "demonstrations" && material !== "nothing",
      notes: { phase: "train", ...at, version },
    });
    const made = yield* rewritten(tasks, tried, at);
    if (made) working = { version: versions++, prompt: made };
    const due = batch % evalInterval === 0 || batch === epochs * batches;
    if (!due || skipEvaluations) continue;
    if (working.version === pool[current].version) {
      // Nothing new to evaluate; of a front another member may be worth a rewrite.
      if (accept === "pareto") working = pool[current = nextOfFront(batch)];
      continue;
    }
    const candidate = yield* develop(at);
    const decided = acceptance(accept, pool, current, candidate, randomOf(batch));
    pool.push(candidate);
    working = pool[current = decided.next];
    yield decision(at, decided);
  }

  function randomOf(batch: number) {
    return seededRandom(seedOf(seed, "accept", batch));
  }
  function nextOfFront(batch: number): number {
    const last = pool.at(-1)!;
    // As if the last were decided on again: the front is the same, the draw another.
    return acceptance("pareto", pool.slice(0, -1), current, last, randomOf(batch)).next;
  }

  async function* rewritten(
    tasks: Task[],
    tried: Attempt[],
    at: { epoch: number; batch: number },
  ): AsyncGenerator<Attempt, Prompt | undefined> {
    const byId = new Map(tasks.map((task) => [task.id, task]));
    const scores = scoresOf(tried);
    const of = (score: number) =>
      tried.filter(({ taskId }) => scores.get(taskId) === score)
        .map((attempt) => ({ task: byId.get(attempt.taskId)!, attempt }));
    const place = { seed, arm: options.arm, ...at, version: versions, from: working.version };
    const common = { ...place, guard, taskId: tasks[0].id };
    if (material === "demonstrations") {
      for (const { task, attempt } of of(1)) {
        passing.set(task.id, { task, code: attempt.completion!.code });
      }
      const shots = options.shots ?? 4;
      return yield* pickDemonstrations({ ...common, shots, form: options.form }, working.prompt, [
        ...passing.values(),
      ]);
    }
    let analyses: string[] = [];
    if (material !== "nothing") {
      const mixed = material === "shuffled";
      analyses = yield* analyseFailures({ ...place, analyst, guard, shuffled: mixed }, of(0));
      if (!analyses.length) return undefined;
    }
    const asked = { ...common, optimiser, sampling: options.rewriting };
    return yield* rewritePrompt(asked, working.prompt, analyses);
  }

  const last = working;
  const best = pool.length ? pool[bestOf(pool)] : last;
  const selected = accept === "always" ? last : best;
  yield attempt({
    method,
    arm,
    seed,
    taskId: train[0].id,
    round: epochs * batches,
    role: "selection",
    notes: {
      phase: "select",
      epoch: epochs,
      batch: epochs * batches,
      last: last.version,
      best: best.version,
      selected: selected.version,
      prompt: selected.prompt,
      initial: { directives: initial },
    },
  });
  if (test) {
    const tasks = await test.open("the initial and the selected prompt");
    for (const [name, set] of [["training", train], ["development", dev]] as const) {
      refuseShared(name, set, "test", tasks);
    }
    const which = { initial: { directives: initial }, selected: selected.prompt };
    for (const [i, name] of (["initial", "selected"] as const).entries()) {
      const notes = { phase: "test" as const, which: name };
      const place = { role: "test", round: i + 1, draw: "test", notes };
      yield* writeAll(options, tasks, which[name], place);
    }
  }
  return selected.prompt;
}
