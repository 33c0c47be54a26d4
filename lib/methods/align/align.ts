/**
 * IETA's loop, with a model that is really trained:
 *
 *     evaluate on tasks that are never trained on
 *     for each iteration:
 *       sample:  programs of new training tasks, by the model as it is
 *       trace:   run them; verdicts, and traces of those that fail
 *       pair:    the better and the worse of one prompt (`preferencePairs`)
 *       train:   the method's loss, through `train`
 *       evaluate, with the same draws for every method
 *
 * The attempts that it yields are its record; a training is an attempt of the role `trainer` whose notes
 * `alignTraining` reads. In the original both trainings invent their losses, and the test set is the
 * training set.
 */
import { fileSha256, positiveInteger, refuseUnknown } from "../../base/mod.ts";
import { ggufParts, model as openModel } from "../../engines/mod.ts";
import { solve } from "../../models/mod.ts";
import { type Attempt, attempt } from "../../runs/mod.ts";
import type { Program, Sandbox } from "../../sandbox/mod.ts";
import { sharedTasks, type Task } from "../../tasks/mod.ts";
import { checkpointPath } from "../../tiny/mod.ts";
import type { TrainingEvent } from "../../train/mod.ts";
import { armOf, seedOf } from "../flow/mod.ts";
import { type AlignMethod, alignMethods } from "./alignMethods.ts";
import { methodsOf } from "./alignPolicy.ts";
import { alignTrainings, type Judged } from "./alignTrainings.ts";
import { labellings, type Labels } from "./alignRows.ts";
import { type PairOptions, pairOptions } from "./preferencePairs.ts";
import { granularities, type Granularity, type View, views } from "./rewardText.ts";

export interface AlignOptions {
  train: readonly Task[];
  /** Never trained on: a task that is in both sets, under whatever name, is refused (`sharedTasks`). */
  test: readonly Task[];
  /**
   * A model's URI: it writes the programs, and is trained: an embedded one by all methods, a `gguf:` by
   * `dpo` and `rejectionSampling` (LoRA, one epoch an iteration, with `trl`).
   */
  policy: string;
  python: Sandbox;
  /** @default {"dpo"} */
  method?: AlignMethod;
  /** `random` and `flipped` are controls. @default {"verdicts"} */
  labels?: Labels;
  /** @default {2} */
  iterations?: number;
  /** Programs of a training task. @default {6} */
  samples?: number;
  /** Programs of a test task in each evaluation. @default {4} */
  testSamples?: number;
  /** Evaluates after every iteration, not only before the first and after the last. @default {true} */
  everyIteration?: boolean;
  /** Of the training programs. @default {1} */
  temperature?: number;
  /** Of the test programs. @default {0.8} */
  testTemperature?: number;
  /** Updates of an iteration. @default {three passes over what there is; one of a real model} */
  steps?: number;
  /** Pairs, or programs, of an update. @default {16} */
  batchSize?: number;
  /** @default {6e-4} */
  learningRate?: number;
  /** Of a real model's frozen weights while it is trained. @default {"f32"} */
  precision?: "f32" | "bf16";
  /** Of `dpo`: how dear it is to leave the reference, the model that wrote the programs. @default {0.1} */
  beta?: number;
  /** Of `dpo`: weight of the chosen program's likelihood. @default {1} */
  nll?: number;
  /** Of `dpo`. @default {"sigmoid"} */
  loss?: "sigmoid" | "ipo" | "kto";
  /** Of `rlaif` and `grpo`: weight of KL(policy || reference). @default {0.1} */
  alpha?: number;
  /** Of `rlaif` and `grpo`: rewards against their group's, or bare. @default {"group"} */
  advantage?: "group" | "reward";
  /** What the reward model is shown. @default {"both"} */
  sees?: View;
  /** How much of an execution the reward model is told. @default {"message"} */
  granularity?: Granularity;
  /**
   * What makes a pair; `faster` runs every program that passes twice more, and keeps the runs in the record
   * (role `timing`). @default {programs of other words only}
   */
  pairs?: PairOptions;
  /** Pairs of a task at most; of programs that pass, two. @default {4} */
  pairsEach?: number;
  /** Traces of the training programs, kept with their verdicts. @default {false} */
  trace?: Program["trace"];
  /** @default {0} */
  seed?: number;
  /** Name of the branch in the record. @default {the name that runArms was given, else the method} */
  arm?: string;
  /** Where trainings are kept. @default {"results/completions/trained" of the project} */
  folder?: string;
  /** Where programs are kept; `false` keeps none. @default {the project's store} */
  store?: string | false;
  /** Hears of every update while a training runs. */
  onStep?: (event: TrainingEvent & { iteration: number; part: "policy" | "reward" }) => unknown;
}

const known = {
  train: true,
  test: true,
  policy: true,
  python: true,
  method: true,
  labels: true,
  iterations: true,
  samples: true,
  testSamples: true,
  everyIteration: true,
  temperature: true,
  testTemperature: true,
  steps: true,
  batchSize: true,
  learningRate: true,
  precision: true,
  beta: true,
  nll: true,
  loss: true,
  alpha: true,
  advantage: true,
  sees: true,
  granularity: true,
  pairs: true,
  pairsEach: true,
  trace: true,
  seed: true,
  arm: true,
  folder: true,
  store: true,
  onStep: true,
} satisfies Record<keyof AlignOptions, true>;

/** All that can be refused before a program is asked for. */
function check(options: AlignOptions) {
  refuseUnknown("align", options, known);
  const { train, test, policy, method = "dpo", iterations = 2, pairs = {} } = options;
  const counts = [
    "iterations",
    "samples",
    "testSamples",
    "steps",
    "batchSize",
    "pairsEach",
  ] as const;
  for (const name of counts) positiveInteger(name, options[name] ?? 1);
  const numbers = [
    ["learningRate", options.learningRate ?? 1, "above 0"],
    ["beta", options.beta ?? 1, "above 0"],
    ["nll", options.nll ?? 0, "0 or more"],
    ["alpha", options.alpha ?? 0, "0 or more"],
    ["temperature", options.temperature ?? 0, "0 or more"],
    ["testTemperature", options.testTemperature ?? 0, "0 or more"],
  ] as const;
  for (const [name, value, range] of numbers) {
    const fits = Number.isFinite(value) && (range === "above 0" ? value > 0 : value >= 0);
    if (!fits) throw new RangeError(`'${name}' must be a number ${range}: ${value}`);
  }
  const losses = policy.startsWith("gguf:") ? ["sigmoid", "ipo"] : ["sigmoid", "ipo", "kto"];
  const choices: [string, string, readonly string[]][] = [
    ["method", method, alignMethods],
    ["labels", options.labels ?? "verdicts", labellings],
    ["loss", options.loss ?? "sigmoid", losses],
    ["advantage", options.advantage ?? "group", ["group", "reward"]],
    ["sees", options.sees ?? "both", views],
    ["granularity", options.granularity ?? "message", granularities],
  ];
  for (const [name, value, of] of choices) {
    if (!of.includes(value)) throw new RangeError(`'${name}' must be ${of.join(", ")}: ${value}`);
  }
  refuseUnknown("align's 'pairs'", pairs, pairOptions);
  if (pairs.moreLines && !options.trace) {
    throw new RangeError("'moreLines' compares traces: set 'trace' to true or \"failures\"");
  }
  const methods = methodsOf(policy);
  if (!methods.includes(method)) {
    const why = methods.length > 1
      ? `is trained in this loop by ${methods.slice(1).join(" and ")} alone`
      : "is not trained in this loop: run 'baseline', and give its pairs (exportPreferences) to " +
        'train("gguf:NAME", { method: "dpo", rows })';
    throw new RangeError(`'${method}' trains its policy, and ${policy} ${why}`);
  }
  if (!test.length) throw new RangeError("no test task");
  if (train.length < iterations) {
    throw new RangeError(`${train.length} training tasks are too few for ${iterations} iterations`);
  }
  const [shared] = sharedTasks(train, test);
  if (shared) {
    const [task, same] = shared;
    throw new RangeError(
      `${same.id} of the test set is ${task.id} of the training set: leave out what both have (sharedTasks)`,
    );
  }
}

/**
 * Trains a model on its own programs, iteration by iteration, and gives every program and every training
 * as an attempt; their pairs for another trainer are `preferencePairs` of `sampledPrograms`. Tests are of the role `test`: round 1 is the model as it was given, round i + 1 as it is
 * after iteration i. Killed anywhere and run again, it gives the same weights, byte for byte.
 *
 * @returns The URI of the model that comes out.
 * @throws {RangeError} for an option that is not known, and for a task in both sets
 * @see The IETA project; Rafailov et al. 2023 (DPO), Ouyang et al. 2022 (reward model), Shao et al. 2024
 * (group-relative policy gradient), Yuan et al. 2023 (rejection sampling)
 *
 * @example
 * ```ts
 * import { align, alignTraining, loadTasks, sandbox } from "tracelab";
 * import { mkdtempSync } from "node:fs";
 * import assert from "node:assert/strict";
 * const train = await loadTasks("tiny", { split: "train", limit: 4, seed: 1 });
 * const test = await loadTasks("tiny", { split: "test", limit: 2, seed: 1 });
 * await using python = await sandbox({ lanes: 1 });
 * const attempts = await Array.fromAsync(align({
 *   train, test, python, policy: "tiny:base", method: "rejectionSampling", iterations: 1, steps: 1,
 *   samples: 3, testSamples: 1, store: false, folder: mkdtempSync("/tmp/align-"),
 * }));
 * assert.equal(attempts.filter(({ role }) => role === "test").length, 4);
 * const training = attempts.map(alignTraining).find(Boolean)!;
 * assert.equal(training.programs, 12);
 * ```
 */
export async function* align(options: AlignOptions): AsyncGenerator<Attempt, { model: string }> {
  check(options);
  const { train, test, python, method = "dpo", iterations = 2, seed = 0, store } = options;
  const { samples = 6, testSamples = 4, temperature = 1, testTemperature = 0.8 } = options;
  const arm = armOf(options, method);
  const drawn = inOrder(train, seed), each = Math.floor(train.length / iterations);
  let policy = options.policy, goOn = false;
  const own = { method: "align", arm, seed };

  async function* write(tasks: readonly Task[], place: {
    role: "student" | "test";
    round: number;
    samples: number;
    temperature: number;
    trace?: Program["trace"];
  }): AsyncGenerator<Attempt, Judged[]> {
    const { role, round, samples, temperature, trace } = place;
    const coder = openModel(policy, { store });
    // The draws of a test are the same whatever was trained: arms differ by their models alone.
    const draw = role === "test" ? 0 : round;
    const requests = tasks.map((task) =>
      solve(task, { samples, temperature, seed: seedOf(seed, task.id, draw, role), role, arm })
    );
    const made: Judged[] = [];
    try {
      for await (
        const { task, completion, verdict } of python.judge(coder.generate(requests), { trace })
      ) {
        const { sample } = completion, taskId = task.id;
        yield attempt({ ...own, taskId, round, role, sample, completion, verdict });
        made.push({ task, completion, verdict });
      }
    } finally {
      await coder.close();
    }
    const places = new Map(tasks.map(({ id }, i) => [id, i]));
    return made.sort((a, b) =>
      places.get(a.task.id)! - places.get(b.task.id)! || a.completion.sample - b.completion.sample
    );
  }
  /** The programs with the CPU time of three runs, of those that pass: a seed of its own makes a run of its own. */
  async function* timed(programs: Judged[], round: number): AsyncGenerator<Attempt, Judged[]> {
    const passing = programs.filter(({ verdict }) => verdict.status === "passed");
    const times = new Map(passing.map((one) => [one.completion, [one.verdict.cpuMs]]));
    for (const run of [1, 2]) {
      for await (const { task, completion, verdict } of python.judge(passing, { seed: run })) {
        const { sample } = completion, taskId = task.id;
        yield attempt({ ...own, taskId, round, role: `timing ${run}`, sample, verdict });
        times.get(completion)!.push(verdict.cpuMs);
      }
    }
    return programs.map((one) => ({ ...one, runsMs: times.get(one.completion) }));
  }
  const evaluation = (round: number) =>
    write(test, { role: "test", round, samples: testSamples, temperature: testTemperature });

  yield* evaluation(1);
  for (let iteration = 1; iteration <= iterations; iteration++) {
    const tasks = drawn.slice((iteration - 1) * each, iteration * each);
    const written = yield* write(tasks, {
      role: "student",
      round: iteration,
      samples,
      temperature,
      trace: options.trace,
    });
    if (method !== "baseline") {
      const programs = options.pairs?.faster ? yield* timed(written, iteration) : written;
      const going = alignTrainings({ ...options, method, seed, policy, goOn, iteration, programs });
      let made = await going.next();
      while (!made.done) {
        await options.onStep?.(made.value);
        made = await going.next();
      }
      const { model, training } = made.value;
      if (model !== undefined) [policy, goOn] = [model, true];
      const weights = model && fileSha256(ggufParts(model).adapter ?? checkpointPath(model));
      const notes = { ...training, ...(weights && { weights }) };
      yield attempt({ ...own, taskId: tasks[0].id, round: iteration, role: "trainer", notes });
    }
    if (iteration === iterations || options.everyIteration !== false) {
      yield* evaluation(iteration + 1);
    }
  }
  return { model: policy };
}

/** The training tasks in the seed's order. */
function inOrder(tasks: readonly Task[], seed: number): Task[] {
  const keyed = tasks.map((task) => ({ task, key: seedOf(seed, task.id, 0, "order") }));
  return keyed.sort((a, b) => a.key - b.key || (a.task.id < b.task.id ? -1 : 1))
    .map(({ task }) => task);
}
