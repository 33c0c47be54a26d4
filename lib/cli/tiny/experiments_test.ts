import assert from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { sandbox } from "../../sandbox/mod.ts";
import {
  checkpointPath,
  dpo,
  learnTokenizer,
  type PreferencePair,
  rejectionSampling,
  type Sampled,
  sampleMany,
  sft,
  TinyLM,
} from "../../tiny/mod.ts";
import { random } from "../../base/mod.ts";
import type { TinyTask } from "../../tinyWorld/mod.ts";
import { preferring, rejecting } from "./experiments.ts";
import { type Lab, passing, promptTokens, trainingTasks } from "./learning.ts";

process.env.TRACELAB_STORE = mkdtempSync(join(tmpdir(), "experiments-"));

const tokenizer = learnTokenizer();
const rate = { learningRate: 6e-4, seed: 1, tasks: 16 };
const steps = (items: number) => Math.max(1, Math.floor(3 * items / 16));
const last = async (events: AsyncIterable<unknown>) => {
  for await (const _ of events);
};

/** What the loops did before they trained through text: one model in memory, its own tokens. */
async function inMemory(loop: (lm: TinyLM, round: number) => Promise<void>) {
  await using lm = await TinyLM.load(checkpointPath("tiny:base"));
  for (const round of [0, 1]) await loop(lm, round);
  return lm.save({ dtype: "f32" });
}
const judge = (lab: Lab, drawn: TinyTask[], sampled: readonly Sampled[]) =>
  passing(
    lab,
    sampled.map(({ prompt, tokens }) => ({ tiny: drawn[prompt], body: tokenizer.decode(tokens) })),
  );

Deno.test("the preference loop gives the weights of one model trained on its own tokens in memory", async () => {
  await using python = await sandbox({ lanes: 2 });
  const lab: Lab = { tokenizer, python, tasks: 4, seeds: [1], say: () => {} };
  const { nll, shuffle } = { nll: 0, shuffle: true };
  let noncanonical = 0;
  const expected = await inMemory(async (lm, round) => {
    const seed = 100 * rate.seed + round;
    const drawn = trainingTasks(rate.tasks, seed);
    const prompts = drawn.map((tiny) => promptTokens(tiny, tokenizer));
    const own = { samples: 6, seed, end: tokenizer.end, maxTokens: 112 };
    const sampled = await sampleMany(lm, prompts, own);
    noncanonical += sampled.filter(({ tokens }) =>
      tokenizer.encode(tokenizer.decode(tokens)).join() !== tokens.join()
    ).length;
    const right = await judge(lab, drawn, sampled);
    const coin = random(seed);
    const pairs = prompts.flatMap((prompt, i): PreferencePair[] => {
      const mine = (wanted: boolean) => {
        const found = sampled.filter((one, k) =>
          one.prompt === i && one.finished && right[k] === wanted
        );
        const texts = found.map(({ tokens }) => [...tokens, tokenizer.end]);
        return [...new Map(texts.map((tokens) => [tokens.join(), tokens])).values()];
      };
      const [chosen, rejected] = [mine(true), mine(false)];
      const count = Math.min(chosen.length, rejected.length, 2);
      return Array.from({ length: count }, (_, k) =>
        shuffle && coin.chance(0.5)
          ? { prompt, chosen: rejected[k], rejected: chosen[k] }
          : { prompt, chosen: chosen[k], rejected: rejected[k] });
    });
    const { learningRate, seed: order } = rate;
    const how = { steps: steps(pairs.length), learningRate, seed: order, beta: 0.1, nll };
    await last(dpo(lm, pairs, { ...how, warmup: 5 }));
  });
  const uri = await preferring(lab, { ...rate, nll, shuffle });
  assert.deepEqual(new Uint8Array(readFileSync(checkpointPath(uri))), expected);
  assert(noncanonical > 0, "a text that would be cut into other tokens is among them");
});

Deno.test("the rejection loop gives the weights of one model trained on its own tokens in memory", async () => {
  await using python = await sandbox({ lanes: 2 });
  const lab: Lab = { tokenizer, python, tasks: 4, seeds: [1], say: () => {} };
  const expected = await inMemory(async (lm, round) => {
    const drawn = trainingTasks(rate.tasks, 100 * rate.seed + round);
    const prompts = drawn.map((tiny) => promptTokens(tiny, tokenizer));
    const { data } = await rejectionSampling(lm, prompts, {
      samples: 6,
      seed: rate.seed,
      maxTokens: 112,
      temperature: 1,
      accept: (candidates) => judge(lab, drawn, candidates),
    });
    const { learningRate, seed } = rate;
    const how = { steps: steps(data.length), batchSize: 16, learningRate, seed, warmup: 5 };
    await last(sft(lm, data, how));
  });
  const uri = await rejecting(lab, rate);
  assert.deepEqual(new Uint8Array(readFileSync(checkpointPath(uri))), expected);
});
