/**
 * A policy-gradient step with a KL penalty (Shao et al. 2024, "DeepSeekMath", equations 3 and 4):
 *
 *     A = (reward - mean of the prompt's samples) / their standard deviation
 *     L = mean over tokens of -min(q A, clip(q, 1 - e, 1 + e) A) + beta (p0/p - log(p0/p) - 1)
 *
 * q is the ratio of the model to the policy that sampled: 1 where samples are drawn anew for every
 * step (`policyGradient`), more or less where several steps learn from samples of before
 * (`policyFromSamples`). The last term is an unbiased estimate of KL(p || p0), p0 the frozen
 * reference; its slope in log p is beta (1 - p0/p), so a token's weight is q A - beta (1 - p0/p), or
 * without its first part where the minimum is the clipped one.
 */
import type { Sequence } from "./batch.ts";
import { completionSequence, sum } from "./dpo.ts";
import { type Sampled, sampleMany } from "./rejectionSampling.ts";
import { train, type TrainEvent, type TrainOptions } from "./schedule.ts";
import { countTokens } from "./sft.ts";
import type { GenerateOptions } from "./generate.ts";
import type { Logprobs, UpdateOptions } from "./stepOptions.ts";
import type { TinyLM } from "./tinyLM.ts";

export interface PolicyLossOptions {
  /** Frozen: not the model that is trained. */
  reference: TinyLM;
  /** How dear it is to leave the reference. @default {0.04} */
  beta?: number;
  /** How far the ratio q counts. @default {0.2} */
  clipRatio?: number;
  /** What a sample counts by: its place in its group, or its bare reward. @default {"group"} */
  advantage?: "group" | "reward";
}

export interface PolicyOptions<P> extends TrainOptions, PolicyLossOptions {
  /** One reward for each candidate: tests passed, a reward model's number… */
  reward: (
    candidates: readonly Sampled[],
    prompts: readonly P[],
  ) => ArrayLike<number> | Promise<ArrayLike<number>>;
  /** Samples of each prompt. @default {8} */
  samples?: number;
  sampling?: Omit<GenerateOptions, "seeds" | "stop">;
  /** @default {0} */
  end?: number;
}

export interface PolicyEvent extends TrainEvent {
  /** Mean reward of this step's samples. */
  reward: number;
  /** Estimated KL(p || p0) a token. */
  kl: number;
  /** Part of the prompts whose samples all have one reward: they teach nothing. */
  unvaried: number;
}

/** Samples of one prompt, end tokens included, with their rewards. */
export interface RewardedGroup {
  prompt: ArrayLike<number>;
  samples: readonly { tokens: ArrayLike<number>; reward: number }[];
}

/**
 * Samples a batch of prompts, rewards the samples and updates `lm`, step by step.
 *
 * @example
 * ```ts
 * import { policyGradient, TinyLM } from "tracelab/tiny";
 * await using lm = await TinyLM.create({ vocabulary: 8, width: 16, layers: 1, heads: 1 });
 * await using reference = await lm.clone();
 * const options = {
 *   reference, steps: 2, learningRate: 0.01, samples: 4, sampling: { maxTokens: 8 },
 *   reward: (samples: readonly { tokens: number[] }[]) => samples.map(({ tokens }) => tokens.length),
 * };
 * for await (const { reward, kl } of policyGradient(lm, [[1, 2]], options)) console.log(reward, kl);
 * ```
 */
export function policyGradient<P extends ArrayLike<number>>(
  lm: TinyLM,
  prompts: readonly P[],
  options: PolicyOptions<P>,
): AsyncGenerator<PolicyEvent> {
  const { samples = 8, seed = 0, end = 0, sampling } = options;
  let round = 0;
  return train(prompts, { batchSize: 8, ...options }, async (batch, optimizer) => {
    const own = { ...sampling, samples, seed: seed + samples * round++, end };
    const candidates = await sampleMany(lm, batch, own);
    const rewards = Array.from(await options.reward(candidates, batch));
    const advantages = options.advantage === "reward" ? rewards : groupAdvantages(rewards, samples);
    const groups = batch.map((prompt, i): Group => {
      const [first, last] = [i * samples, (i + 1) * samples];
      return {
        sequences: candidates.slice(first, last).map(({ tokens, finished }) =>
          completionSequence(prompt, finished ? [...tokens, end] : tokens)
        ),
        rewards: rewards.slice(first, last),
        advantages: advantages.slice(first, last),
      };
    });
    return await policyStep(lm, groups, { ...options, ...optimizer });
  });
}

/** Updates `lm` on samples that it gave before the first step, several steps if need be. */
export async function* policyFromSamples(
  lm: TinyLM,
  groups: readonly RewardedGroup[],
  options: TrainOptions & PolicyLossOptions,
): AsyncGenerator<PolicyEvent> {
  const sequences = groups.map(({ prompt, samples }) =>
    samples.map(({ tokens }) => completionSequence(prompt, tokens))
  );
  const before = await lm.logprobs(sequences.flat());
  let next = 0;
  const items = groups.map(({ samples }, i): Group => {
    const rewards = samples.map(({ reward }) => reward);
    return {
      sequences: sequences[i],
      rewards,
      advantages: options.advantage === "reward"
        ? rewards
        : groupAdvantages(rewards, rewards.length),
      before: before.slice(next, next += samples.length),
    };
  });
  yield* train(
    items,
    { batchSize: 8, ...options },
    (batch, optimizer) => policyStep(lm, batch, { ...options, ...optimizer }),
  );
}

interface Group {
  sequences: Sequence[];
  rewards: number[];
  advantages: number[];
  /** What the policy that sampled gave them. @default {what the model gives them now} */
  before?: Logprobs;
}

async function policyStep(
  lm: TinyLM,
  groups: readonly Group[],
  options: PolicyLossOptions & UpdateOptions,
) {
  const { reference, beta = 0.04, clipRatio = 0.2 } = options;
  const sequences = groups.flatMap((group) => group.sequences);
  const advantages = groups.flatMap((group) => group.advantages);
  const sampler = groups.flatMap((group) => group.before ?? []);
  const referred = await reference.logprobs(sequences);
  const count = referred.reduce((total, { length }) => total + length, 0);
  let loss = 0, kl = 0;
  const { gradientNorm } = lm.step(sequences, {
    ...options,
    weigh: (logprobs) =>
      logprobs.map((row, i) =>
        row.map((logprob, t) => {
          const difference = referred[i][t] - logprob, ratio = Math.exp(difference);
          const divergence = ratio - difference - 1;
          kl += divergence / count;
          let pull = advantages[i], gain = pull * logprob;
          if (sampler.length) {
            const q = Math.exp(logprob - sampler[i][t]);
            const clipped = Math.min(Math.max(q, 1 - clipRatio), 1 + clipRatio) * advantages[i];
            gain = Math.min(q * advantages[i], clipped);
            pull = q * advantages[i] <= clipped ? gain : 0;
          }
          loss += (beta * divergence - gain) / count;
          return (pull - beta * (1 - ratio)) / count;
        })
      ),
  });
  const rewards = groups.flatMap((group) => group.rewards);
  const unvaried = groups.filter((group) => group.rewards.every((r) => r === group.rewards[0]));
  return {
    loss,
    kl,
    reward: sum(rewards) / rewards.length,
    unvaried: unvaried.length / groups.length,
    gradientNorm,
    tokens: countTokens(sequences),
  };
}

/**
 * Rewards of consecutive groups, each with mean 0 and deviation 1; a group of equals has zeros.
 *
 * @example
 * ```ts
 * import { groupAdvantages } from "tracelab/tiny";
 * groupAdvantages([0, 1, 5, 5], 2); // [-1, 1, 0, 0]
 * ```
 */
export function groupAdvantages(rewards: readonly number[], size: number): number[] {
  return rewards.map((reward, i) => {
    const start = i - i % size, group = rewards.slice(start, start + size);
    // The mean of equals is not always their value: rounding would pass for a difference.
    if (group.every((r) => r === group[0])) return 0;
    const mean = sum(group) / group.length;
    const deviation = Math.sqrt(sum(group.map((r) => (r - mean) ** 2)) / group.length);
    return deviation > 0 ? (reward - mean) / deviation : 0;
  });
}
