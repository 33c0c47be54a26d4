/**
 * The learning experiments of the embedded model. Each is a generator of rows: first the learning
 * rates that were tried on the validation split, then the arms on the test split. Steps and batch
 * sizes are fixed beforehand. `deno task tiny:learn` runs them and writes
 * `results/reference/tiny-*.json`.
 */
import { trainStudent } from "../../methods/mod.ts";
import { model } from "../../engines/mod.ts";
import { solve } from "../../models/mod.ts";
import { drawExamples, tinyRow } from "../../tiny/mod.ts";
import { type Random, random } from "../../base/mod.ts";
import type { TinyTask } from "../../tinyWorld/mod.ts";
import { blankTiny, type SftRow, train } from "../../train/mod.ts";
import { chooseRate, type Lab, measure, passing, type Row, trainingTasks } from "./learning.ts";

export type Experiment = (lab: Lab) => AsyncGenerator<Row>;

/** Right programs for so many training prompts. */
function goldRows(count: number, seed: number): SftRow[] {
  const examples = drawExamples({ solve: { weight: 1 } }, random(1000 + seed));
  return Array.from({ length: count }, () => {
    const { prompt, answer } = examples.next().value!;
    return { prompt, completion: answer };
  });
}

/** Small batches learn most from a given number of tokens (found on the validation split). */
const small = { steps: 1200, batchSize: 8, weightDecay: 0.05 };
/** What is measured is the model as it was trained, not its rounded checkpoint. */
const whole = { precision: "f32" } as const;

/** SFT of the student's shape from nothing, by the number of distinct examples. */
export async function* sftSizes(lab: Lab): AsyncGenerator<Row> {
  const fit = async (size: number, learningRate: number, seed: number) => {
    const base = await blankTiny({ width: 32, layers: 2, heads: 2, seed });
    const rows = goldRows(size, seed);
    return train(base, { method: "sft", rows, ...small, ...whole, learningRate, seed }).model();
  };
  const rate = yield* chooseRate(
    lab,
    "SFT, 1000 examples",
    [4e-3, 8e-3],
    (rate, seed) => fit(1000, rate, seed),
  );
  for (const seed of lab.seeds) {
    for (const size of [200, 1000, 3000, 10_000]) {
      yield await measure(lab, await fit(size, rate, seed), `SFT, ${size} examples`, seed);
    }
  }
}

/** The base on right programs: all weights, and LoRA by rank, with the same examples and steps. */
export async function* loraRanks(lab: Lab): AsyncGenerator<Row> {
  const fit = (rank: number | undefined, learningRate: number, seed: number) =>
    train("tiny:base", {
      method: "sft",
      rows: goldRows(500, seed),
      steps: 60,
      batchSize: 16,
      learningRate,
      seed,
      lora: rank ? { rank, seed } : undefined,
      ...whole,
    }).model();
  yield await measure(lab, "tiny:base", "base", 0);
  const rates = {
    all: yield* chooseRate(lab, "all weights", [1e-3, 3e-3], (rate, seed) => fit(0, rate, seed)),
    lora: yield* chooseRate(lab, "LoRA, rank 8", [3e-3, 1e-2], (rate, seed) => fit(8, rate, seed)),
  };
  for (const seed of lab.seeds) {
    for (const rank of [undefined, 2, 8, 16]) {
      const made = await fit(rank, rank ? rates.lora : rates.all, seed);
      yield await measure(lab, made, rank ? `LoRA, rank ${rank}` : "all weights", seed);
    }
  }
}

/** A student on what the teacher writes for unlabelled prompts, against the few right programs it had. */
export async function* distillation(lab: Lab): AsyncGenerator<Row> {
  yield await measure(lab, "tiny:teacher", "teacher", 0);
  yield await measure(lab, "tiny:student", "student before", 0);
  await using teacher = model("tiny:teacher");
  const long = { ...small, steps: 1600 };
  const distil = (learningRate: number, seed: number) =>
    trainStudent({
      student: "tiny:student",
      teacher,
      tasks: trainingTasks(2000, seed).map(({ task }) => task),
      how: "sequence",
      steps: long.steps,
      learningRate,
      seed,
      ...whole,
    }).model();
  const rate = yield* chooseRate(
    lab,
    "student on the teacher's programs",
    [4e-3, 8e-3],
    distil,
  );
  for (const seed of lab.seeds) {
    const distilled = await distil(rate, seed);
    yield await measure(lab, distilled, "student on the teacher's programs", seed);
    const rows = goldRows(300, seed);
    const few = train("tiny:student", {
      method: "sft",
      rows,
      ...long,
      ...whole,
      learningRate: rate,
      seed,
    });
    const arm = "student on 300 right programs, as many steps";
    yield await measure(lab, await few.model(), arm, seed);
  }
}

/** A finished program of a model, judged: a row for a training. */
interface OwnProgram extends SftRow {
  right: boolean;
}

/** Six programs of each task by the model itself, the finished ones, judged by execution. */
async function ownPrograms(
  lab: Lab,
  uri: string,
  drawn: readonly TinyTask[],
  seed: number,
): Promise<OwnProgram[][]> {
  await using coder = model(uri);
  const samples = 6;
  const requests = drawn.map(({ task }, index) => ({
    ...solve(task, { samples, temperature: 1, seed }),
    index,
  }));
  const rows = new Map<number, { tiny: TinyTask; row: SftRow }>();
  for await (const { request, completion } of coder.generate(requests)) {
    if (completion.finishReason !== "stop") continue;
    const { index, intent } = request;
    const row = tinyRow(intent, completion);
    rows.set(index * samples + completion.sample, { tiny: drawn[index], row });
  }
  const candidates = [...rows.values()].map(({ tiny, row }) => ({ tiny, body: row.completion }));
  const right = await passing(lab, candidates);
  const places = [...rows.keys()];
  const judged = new Map(
    [...rows.values()].map(({ row }, i) => [places[i], { ...row, right: right[i] }]),
  );
  return drawn.map((_, index) =>
    Array.from({ length: samples }, (_, sample) => judged.get(index * samples + sample) ?? [])
      .flat()
  );
}

/** The different ones among programs that are right, or wrong, in the order in which they were drawn. */
function different(programs: readonly OwnProgram[], wanted: boolean): OwnProgram[] {
  const found = programs.filter(({ right }) => right === wanted);
  const keyOf = ({ completion, completionIds }: SftRow) => completionIds?.join() ?? completion;
  return [...new Map(found.map((one) => [keyOf(one), one])).values()];
}

/** Pairs of a right and a wrong program of one prompt; with `shuffle` the labels are random. */
function preferencePairs(programs: readonly OwnProgram[][], coin: Random, shuffle: boolean) {
  return programs.flatMap((mine) => {
    const [chosen, rejected] = [different(mine, true), different(mine, false)];
    return Array.from({ length: Math.min(chosen.length, rejected.length, 2) }, (_, k) => {
      const [better, worse] = shuffle && coin.chance(0.5)
        ? [rejected[k], chosen[k]]
        : [chosen[k], rejected[k]];
      return {
        prompt: better.prompt,
        chosen: better.completion,
        chosenIds: better.completionIds,
        rejected: worse.completion,
        rejectedIds: worse.completionIds,
      };
    });
  });
}

const rounds = [0, 1];
/** Three passes over what a round gave, in batches of 16. */
const stepsFor = (items: number) => Math.max(1, Math.floor(3 * items / 16));

/** What a round of training from own samples is told. */
interface OwnSamples {
  /** Training tasks of a round. @default {200} */
  tasks?: number;
  learningRate: number;
  seed: number;
}

/** The base after two rounds of DPO on its own samples, judged by execution. */
export async function preferring(
  lab: Lab,
  { tasks = 200, learningRate, seed, nll, shuffle }: OwnSamples & { nll: number; shuffle: boolean },
): Promise<string> {
  let uri = "tiny:base";
  for (const round of rounds) {
    const draw = 100 * seed + round;
    const programs = await ownPrograms(lab, uri, trainingTasks(tasks, draw), draw);
    const rows = preferencePairs(programs, random(draw), shuffle);
    const steps = stepsFor(rows.length);
    const how = { steps, learningRate, beta: 0.1, nll, seed, warmup: 5, ...whole };
    uri = await train(uri, { method: "dpo", rows, ...how, goOn: round > 0 }).model();
  }
  return uri;
}

/** The base after two rounds of fine-tuning on those of its samples that pass. */
export async function rejecting(
  lab: Lab,
  { tasks = 200, learningRate, seed }: OwnSamples,
): Promise<string> {
  let uri = "tiny:base";
  for (const round of rounds) {
    const drawn = trainingTasks(tasks, 100 * seed + round);
    const programs = await ownPrograms(lab, uri, drawn, seed);
    const rows = programs.flatMap((mine) => different(mine, true).slice(0, 2));
    const steps = stepsFor(rows.length);
    const how = { steps, batchSize: 16, learningRate, seed, warmup: 5, ...whole };
    uri = await train(uri, { method: "sft", rows, ...how, goOn: round > 0 }).model();
  }
  return uri;
}

/** Preference training of the base from its own samples, and its control with random labels. */
export async function* preferences(lab: Lab): AsyncGenerator<Row> {
  yield await measure(lab, "tiny:base", "base", 0);
  const arms = {
    "DPO with NLL": { nll: 1, shuffle: false },
    "DPO without NLL": { nll: 0, shuffle: false },
    "DPO with NLL, random labels": { nll: 1, shuffle: true },
  };
  const dpoRate = yield* chooseRate(
    lab,
    "DPO with NLL",
    [2e-4, 6e-4],
    (learningRate, seed) => preferring(lab, { ...arms["DPO with NLL"], learningRate, seed }),
  );
  const rejectionRate = yield* chooseRate(
    lab,
    "rejection sampling",
    [2e-4, 6e-4],
    (learningRate, seed) => rejecting(lab, { learningRate, seed }),
  );
  for (const seed of lab.seeds) {
    for (const [arm, how] of Object.entries(arms)) {
      const made = await preferring(lab, { ...how, learningRate: dpoRate, seed });
      yield await measure(lab, made, arm, seed);
    }
    const made = await rejecting(lab, { learningRate: rejectionRate, seed });
    yield await measure(lab, made, "rejection sampling", seed);
  }
}

export const experiments: Record<string, { about: string; run: Experiment }> = {
  sft: {
    about: "SFT of 41 thousand parameters from nothing, by number of examples",
    run: sftSizes,
  },
  lora: { about: "the base on 500 right programs: all weights and LoRA", run: loraRanks },
  distillation: { about: "the student on the teacher's programs", run: distillation },
  preferences: {
    about: "the base on its own samples: DPO, rejection sampling, random labels",
    run: preferences,
  },
};
