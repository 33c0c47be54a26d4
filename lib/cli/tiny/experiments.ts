/**
 * The learning experiments of the embedded model. Their hyperparameters were taken from an earlier
 * feasibility study and not tuned here, on no split. Each is a generator of rows; `deno task tiny:learn`
 * runs them and writes `results/reference/tiny-*.json`.
 */
import {
  distilSequences,
  dpo,
  drawExamples,
  type PreferencePair,
  rejectionSampling,
  sampleMany,
  type Sequence,
  sequenceOf,
  sft,
  type TinyLM,
} from "../../models/tiny/mod.ts";
import { random } from "../../tasks/tiny/mod.ts";
import {
  blank,
  checkpoint,
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

/** SFT of the student's shape from nothing, by the number of distinct examples. */
export async function* sftSizes(lab: Lab): AsyncGenerator<Row> {
  for (const seed of lab.seeds) {
    for (const size of [200, 1000, 5000]) {
      await using lm = await blank(lab, seed);
      const options = { steps: 250, learningRate: 4e-3, weightDecay: 0.05, seed };
      await finish(sft(lm, goldData(lab, size, seed), options));
      yield await measure(lab, lm, `SFT, ${size} examples`, seed);
    }
  }
}

/** The base on right programs: all weights, and LoRA by rank, with the same examples and steps. */
export async function* loraRanks(lab: Lab): AsyncGenerator<Row> {
  for (const seed of lab.seeds) {
    const data = goldData(lab, 500, seed);
    for (const rank of [undefined, 2, 8, 16]) {
      await using lm = await checkpoint("base");
      if (rank) lm.attachLora({ rank, seed });
      const options = { steps: 60, learningRate: rank ? 5e-3 : 1e-3, seed };
      await finish(sft(lm, data, options));
      if (rank) lm.mergeLora();
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
  for (const seed of lab.seeds) {
    const prompts = trainingTasks(2000, seed).map((tiny) => promptTokens(tiny, lab.tokenizer));
    await using distilled = await checkpoint("student");
    const options = {
      steps: 400,
      learningRate: 4e-3,
      weightDecay: 0.05,
      seed,
      sampling: { maxTokens: 112 },
    };
    await finish(distilSequences(distilled, teacher, prompts, options));
    yield await measure(lab, distilled, "student on the teacher's programs", seed);
    await using few = await checkpoint("student");
    await finish(sft(few, goldData(lab, 300, seed), options));
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

/** Two rounds of preference training of the base from its own samples, judged by execution. */
export async function* preferences(lab: Lab): AsyncGenerator<Row> {
  await using base = await checkpoint("base");
  yield await measure(lab, base, "base", 0);
  const arms = [
    { arm: "DPO with NLL", nll: 1, shuffle: false },
    { arm: "DPO without NLL", nll: 0, shuffle: false },
    { arm: "DPO with NLL, random labels", nll: 1, shuffle: true },
  ];
  for (const seed of lab.seeds) {
    for (const { arm, nll, shuffle } of arms) {
      await using lm = await checkpoint("base");
      for (const round of [0, 1]) {
        const pairs = await preferencePairs(lab, lm, {
          tasks: 200,
          seed: 100 * seed + round,
          shuffle,
        });
        const steps = Math.max(1, Math.floor(3 * pairs.length / 16));
        await finish(
          dpo(lm, pairs, { steps, learningRate: 2e-4, beta: 0.1, nll, seed, warmup: 5 }),
        );
      }
      yield await measure(lab, lm, arm, seed);
    }
    await using lm = await checkpoint("base");
    for (const round of [0, 1]) {
      const drawn = trainingTasks(200, 100 * seed + round);
      const { data } = await rejectionSampling(
        lm,
        drawn.map((tiny) => promptTokens(tiny, lab.tokenizer)),
        {
          samples: 6,
          seed,
          maxTokens: 112,
          temperature: 1,
          accept: (candidates) =>
            passing(
              lab,
              lm,
              candidates.map(({ prompt, tokens }) => ({ tiny: drawn[prompt], tokens })),
            ),
        },
      );
      const steps = Math.max(1, Math.floor(3 * data.length / 16));
      await finish(sft(lm, data, { steps, batchSize: 16, learningRate: 2e-4, seed, warmup: 5 }));
    }
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
