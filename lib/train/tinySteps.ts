/** What the embedded model does with the rows of a training: tokens of them, then a loss's steps. */
import { readFileSync } from "node:fs";
import type { z } from "zod";
import {
  checkpointPath,
  distilLogits,
  dpo,
  policyFromSamples,
  policyGradient,
  type PreferencePair,
  type Sampled,
  sft,
  TinyLM,
  type Tokenizer,
  trainReward,
} from "../tiny/mod.ts";
import type { tinyMethods, tinyOnline } from "./tinyRecipe.ts";
import type { Reward } from "./trainer.ts";
import type { TrainingEvent } from "./trainingEvent.ts";

type Checked<S extends { row: z.ZodType; options: z.ZodType }> = {
  rows: z.output<S["row"]>[];
  options: z.output<S["options"]>;
};

/** A training as the schemas have checked it. */
export type TinyJob =
  | { [M in keyof typeof tinyMethods]: { method: M } & Checked<typeof tinyMethods[M]> }[
    keyof typeof tinyMethods
  ]
  | { method: "online"; reward: Reward } & Checked<typeof tinyOnline>;

/** A training's rows as tokens. */
export interface TinySteps {
  /** Tokens of the largest row, all its texts together. */
  largest: number;
  /** Trains a model, step by step. */
  events(lm: TinyLM): AsyncGenerator<TrainingEvent>;
}

type RewardedSample = { prompt: number[]; tokens: number[]; reward: number };

const load = (uri: string) => TinyLM.load(readFileSync(checkpointPath(uri)));

const plain = (text: string) => text.replace(/\s+/g, "");

/** @throws {RangeError} naming the row that the model cannot read */
export function tinySteps(job: TinyJob, tokenizer: Tokenizer, context: number): TinySteps {
  /** Prompt and completion with its end, whose tokens are given or cut from its text. */
  const read = (row: number, prompt: string, name: string, text: string, given?: number[]) => {
    // White space apart: replies lose it at their ends.
    if (given && plain(tokenizer.decode(given)) !== plain(text)) {
      throw new RangeError(`row ${row}: '${name}Ids' do not spell its '${name}'`);
    }
    const asked = tokenizer.encode(prompt);
    const tokens = [...given ?? tokenizer.encode(text), tokenizer.end];
    const length = asked.length + tokens.length;
    if (length > context + 1) {
      throw new RangeError(`row ${row}: ${length} tokens, the model reads ${context + 1}`);
    }
    return { prompt: asked, tokens };
  };
  const sequences = (rows: { prompt: string; completion: string; completionIds?: number[] }[]) =>
    rows.map((row, i) => {
      const { prompt, tokens } = read(
        i,
        row.prompt,
        "completion",
        row.completion,
        row.completionIds,
      );
      return { tokens: [...prompt, ...tokens], from: prompt.length };
    });
  const pairs = (rows: Checked<typeof tinyMethods["dpo"]>["rows"]) =>
    rows.map((row, i): PreferencePair => {
      const { prompt, tokens } = read(i, row.prompt, "chosen", row.chosen, row.chosenIds);
      const rejected = read(i, row.prompt, "rejected", row.rejected, row.rejectedIds);
      return { prompt, chosen: tokens, rejected: rejected.tokens };
    });
  const most = (sizes: number[]) => sizes.reduce((most, size) => Math.max(most, size), 0);
  const ofPairs = (data: PreferencePair[]) =>
    most(
      data.map(({ prompt, chosen, rejected }) =>
        2 * prompt.length + chosen.length + rejected.length
      ),
    );

  switch (job.method) {
    case "sft": {
      const data = sequences(job.rows).map((one, i) => ({ ...one, share: job.rows[i].weight }));
      return {
        largest: most(data.map(({ tokens }) => tokens.length)),
        events: (lm) => sft(lm, data, job.options),
      };
    }
    case "distil": {
      const data = sequences(job.rows);
      return {
        largest: most(data.map(({ tokens }) => tokens.length)),
        async *events(lm) {
          await using teacher = await load(job.options.teacher);
          if (JSON.stringify(teacher.tokenizer) !== JSON.stringify(lm.tokenizer)) {
            throw new RangeError(`${job.options.teacher} does not have the tokens of its student`);
          }
          yield* distilLogits(lm, teacher, data, job.options);
        },
      };
    }
    case "dpo": {
      const data = pairs(job.rows);
      return {
        largest: ofPairs(data),
        async *events(lm) {
          const { reference: uri, ...options } = job.options;
          await using reference = uri === undefined ? undefined : await load(uri);
          yield* dpo(lm, data, { ...options, reference });
        },
      };
    }
    case "reward": {
      // A judged text is followed by the judgement, not by the token that ends a reply.
      const data = pairs(job.rows).map(({ prompt, chosen, rejected }) => ({
        prompt,
        chosen: Array.from(chosen).slice(0, -1),
        rejected: Array.from(rejected).slice(0, -1),
      }));
      return {
        largest: 2 * ofPairs(data) + 4,
        events: (lm) =>
          trainReward(lm, data, { ...job.options, ...rewardTokens(tokenizer, job.options) }),
      };
    }
    case "policy": {
      const groups = new Map<string, RewardedSample[]>(); // Map.groupBy is not in Node 20
      job.rows.forEach(({ prompt, completion, completionIds, reward }, i) => {
        const group = groups.get(prompt) ?? [];
        groups.set(prompt, group);
        group.push({ ...read(i, prompt, "completion", completion, completionIds), reward });
      });
      const data = [...groups.values()].map((samples) => ({ prompt: samples[0].prompt, samples }));
      return {
        largest: most(
          data.map(({ samples }) =>
            samples.reduce((sum, { prompt, tokens }) => sum + prompt.length + tokens.length, 0)
          ),
        ),
        async *events(lm) {
          const { reference: uri, ...options } = job.options;
          await using reference = uri === undefined ? await lm.cloneMerged() : await load(uri);
          yield* policyFromSamples(lm, data, { ...options, reference });
        },
      };
    }
    case "online": {
      const prompts = job.rows.map(({ prompt }) => tokenizer.encode(prompt));
      const { samples, maxTokens, temperature, topP, reference: uri, ...options } = job.options;
      const rowOf = new Map(prompts.map((prompt, row) => [prompt, row]));
      const reward = (candidates: readonly Sampled[], batch: readonly number[][]) =>
        job.reward.of(candidates.map(({ prompt, tokens, finished }) => {
          const row = rowOf.get(batch[prompt])!;
          const completion = tokenizer.decode(tokens);
          return { row, prompt: job.rows[row].prompt, completion, finished };
        }));
      return {
        largest: samples * (most(prompts.map(({ length }) => length)) + maxTokens + 1),
        async *events(lm) {
          await using reference = uri === undefined ? await lm.cloneMerged() : await load(uri);
          const sampling = { maxTokens, temperature, topP };
          const { end } = tokenizer;
          yield* policyGradient(lm, prompts, {
            ...options,
            samples,
            sampling,
            reward,
            reference,
            end,
          });
        },
      };
    }
  }
}

/** The tokens whose log-odds are a text's reward: the first of each answer. */
export function rewardTokens(tokenizer: Tokenizer, answers: { good: string; bad: string }) {
  const [good, bad] = [answers.good, answers.bad].map((answer) => tokenizer.encode(answer)[0]);
  if (good === undefined || bad === undefined || good === bad) {
    throw new RangeError(
      `'good' and 'bad' must begin with different tokens: '${answers.good}', '${answers.bad}'`,
    );
  }
  return { good, bad };
}
