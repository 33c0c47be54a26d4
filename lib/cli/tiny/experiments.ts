/**
 * The learning experiments of the embedded model. Each is a generator of rows: first the learning
 * rates that were tried on the validation split, then the arms on the test split. Steps and batch
 * sizes are fixed beforehand. `deno task tiny:learn` runs them and writes
 * `results/reference/tiny-*.json`.
 */
import {
  dpo,
  drawExamples,
  type PreferencePair,
  rejectionSampling,
  type Sampled,
  sampleMany,
  type Sequence,
  sequenceOf,
  sft,
  teacherTexts,
  type TinyLM,
} from "../../tiny/mod.ts";
import { random } from "../../base/mod.ts";
import {
  blank,
  checkpoint,
  chooseRate,
  finish,
  type Lab,
  measure,
  passing,
  promptTokens,
  type Row,
  trainingTasks,
} from "./learning.ts";

export type Experiment = (lab: Lab) => AsyncGenerator<Row>;

/** Right programs for so many training prompts. */
function goldData(lab: Lab, count: number, seed: number): Sequence[] {
  const examples = drawExamples({ solve: { weight: 1 } }, random(1000 + seed)).take(count);
  return [...examples].map((example) => sequenceOf(example, lab.tokenizer));
}

/** Small batches learn most from a given number of tokens (found on the validation split). */
const small = { steps: 1200, batchSize: 8, weightDecay: 0.05 };

/** SFT of the student's shape from nothing, by the number of distinct examples. */
export async function* sftSizes(lab: Lab): AsyncGenerator<Row> {
  const fit = async (size: number, learningRate: number, seed: number) => {
    const lm = await blank(lab, seed);
    await finish(sft(lm, goldData(lab, size, seed), { ...small, learningRate, seed }));
    return lm;
  };
  const rate = yield* chooseRate(
    lab,
    "SFT, 1000 examples",
    [4e-3, 8e-3],
    (rate, seed) => fit(1000, rate, seed),
  );
  for (const seed of lab.seeds) {
    for (const size of [200, 1000, 3000, 10_000]) {
      await using lm = await fit(size, rate, seed);
      yield await measure(lab, lm, `SFT, ${size} examples`, seed);
    }
  }
}

/** The base on right programs: all weights, and LoRA by rank, with the same examples and steps. */
export async function* loraRanks(lab: Lab): AsyncGenerator<Row> {
  const fit = async (rank: number | undefined, learningRate: number, seed: number) => {
    const lm = await checkpoint("base");
    if (rank) lm.attachLora({ rank, seed });
    const options = { steps: 60, batchSize: 16, learningRate, seed };
    await finish(sft(lm, goldData(lab, 500, seed), options));
    if (rank) lm.mergeLora();
    return lm;
  };
  await using base = await checkpoint("base");
  yield await measure(lab, base, "base", 0);
  const rates = {
    all: yield* chooseRate(lab, "all weights", [1e-3, 3e-3], (rate, seed) => fit(0, rate, seed)),
    lora: yield* chooseRate(lab, "LoRA, rank 8", [3e-3, 1e-2], (rate, seed) => fit(8, rate, seed)),
  };
  for (const seed of lab.seeds) {
    for (const rank of [undefined, 2, 8, 16]) {
      await using lm = await fit(rank, rank ? rates.lora : rates.all, seed);
      yield await measure(lab, lm, rank ? `LoRA, rank ${rank}` : "all weights", seed);
    }
  }
}

/** A student on what the teacher writes for unlabelled prompts, against the few right programs it had. */
export async function* distillation(lab: Lab): AsyncGenerator<Row> {
  await using teacher = await checkpoint("teacher");
  yield await measure(lab, teacher, "teacher", 0);
  await using student = await checkpoint("student");
  yield await measure(lab, student, "student before", 0);
  const texts = (seed: number) =>
    teacherTexts(
      teacher,
      trainingTasks(2000, seed).map((tiny) => promptTokens(tiny, lab.tokenizer)),
      { maxTokens: 112, end: lab.tokenizer.end },
    );
  const fit = async (data: Sequence[], learningRate: number, seed: number) => {
    const lm = await checkpoint("student");
    await finish(sft(lm, data, { ...small, steps: 1600, learningRate, seed }));
    return lm;
  };
  const rate = yield* chooseRate(
    lab,
    "student on the teacher's programs",
    [4e-3, 8e-3],
    async (rate, seed) => fit(await texts(seed), rate, seed),
  );
  for (const seed of lab.seeds) {
    await using distilled = await fit(await texts(seed), rate, seed);
    yield await measure(lab, distilled, "student on the teacher's programs", seed);
    await using few = await fit(goldData(lab, 300, seed), rate, seed);
    yield await measure(lab, few, "student on 300 right programs, as many steps", seed);
  }
}

/** Pairs of a right and a wrong sample of one prompt; with `shuffle` the labels are random. */
async function preferencePairs(
  lab: Lab,
  lm: TinyLM,
  { tasks, seed, shuffle }: { tasks: number; seed: number; shuffle: boolean },
): Promise<PreferencePair[]> {
  const drawn = trainingTasks(tasks, seed);
  const prompts = drawn.map((tiny) => promptTokens(tiny, lab.tokenizer));
  const { end } = lab.tokenizer;
  const sampled = await sampleMany(lm, prompts, { samples: 6, seed, end, maxTokens: 112 });
  const right = await passing(
    lab,
    lm,
    sampled.map(({ prompt, tokens }) => ({ tiny: drawn[prompt], tokens })),
  );
  const coin = random(seed);
  return prompts.flatMap((prompt, i) => {
    const mine = (wanted: boolean) => {
      const found = sampled.filter((one, k) =>
        one.prompt === i && one.finished && right[k] === wanted
      );
      return [...new Map(found.map(({ tokens }) => [tokens.join(), [...tokens, end]])).values()];
    };
    const [chosen, rejected] = [mine(true), mine(false)];
    const pairs = Math.min(chosen.length, rejected.length, 2);
    return Array.from(
      { length: pairs },
      (_, k) =>
        shuffle && coin.chance(0.5)
          ? { prompt, chosen: rejected[k], rejected: chosen[k] }
          : { prompt, chosen: chosen[k], rejected: rejected[k] },
    );
  });
}

const rounds = [0, 1];
/** Three passes over what a round gave, in batches of 16. */
const stepsFor = (items: number) => Math.max(1, Math.floor(3 * items / 16));

/** The base after two rounds of DPO on its own samples, judged by execution. */
async function preferring(
  lab: Lab,
  { nll, shuffle }: { nll: number; shuffle: boolean },
  learningRate: number,
  seed: number,
): Promise<TinyLM> {
  const lm = await checkpoint("base");
  for (const round of rounds) {
    const drawn = { tasks: 200, seed: 100 * seed + round, shuffle };
    const pairs = await preferencePairs(lab, lm, drawn);
    const steps = stepsFor(pairs.length);
    await finish(dpo(lm, pairs, { steps, learningRate, beta: 0.1, nll, seed, warmup: 5 }));
  }
  return lm;
}

/** The base after two rounds of fine-tuning on those of its samples that pass. */
async function rejecting(lab: Lab, learningRate: number, seed: number): Promise<TinyLM> {
  const lm = await checkpoint("base");
  for (const round of rounds) {
    const drawn = trainingTasks(200, 100 * seed + round);
    const prompts = drawn.map((tiny) => promptTokens(tiny, lab.tokenizer));
    const accept = (candidates: readonly Sampled[]) =>
      passing(
        lab,
        lm,
        candidates.map(({ prompt, tokens }) => ({ tiny: drawn[prompt], tokens })),
      );
    const sampling = { samples: 6, seed, maxTokens: 112, temperature: 1 };
    const { data } = await rejectionSampling(lm, prompts, { ...sampling, accept });
    const steps = stepsFor(data.length);
    await finish(sft(lm, data, { steps, batchSize: 16, learningRate, seed, warmup: 5 }));
  }
  return lm;
}

/** Preference training of the base from its own samples, and its control with random labels. */
export async function* preferences(lab: Lab): AsyncGenerator<Row> {
  await using base = await checkpoint("base");
  yield await measure(lab, base, "base", 0);
  const arms = {
    "DPO with NLL": { nll: 1, shuffle: false },
    "DPO without NLL": { nll: 0, shuffle: false },
    "DPO with NLL, random labels": { nll: 1, shuffle: true },
  };
  const dpoRate = yield* chooseRate(
    lab,
    "DPO with NLL",
    [2e-4, 6e-4],
    (rate, seed) => preferring(lab, arms["DPO with NLL"], rate, seed),
  );
  const rejectionRate = yield* chooseRate(
    lab,
    "rejection sampling",
    [2e-4, 6e-4],
    (rate, seed) => rejecting(lab, rate, seed),
  );
  for (const seed of lab.seeds) {
    for (const [arm, how] of Object.entries(arms)) {
      await using lm = await preferring(lab, how, dpoRate, seed);
      yield await measure(lab, lm, arm, seed);
    }
    await using lm = await rejecting(lab, rejectionRate, seed);
    yield await measure(lab, lm, "rejection sampling", seed);
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
