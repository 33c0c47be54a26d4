/**
 * A policy-gradient step with a KL penalty (Shao et al. 2024, "DeepSeekMath", equations 3 and 4, one
 * update for each sample, so that the ratio to the sampling policy is 1):
 *
 *     A = (reward - mean of the prompt's samples) / their standard deviation
 *     L = mean over tokens of -A log p + beta (p0/p - log(p0/p) - 1)
 *
 * The last term is an unbiased estimate of KL(p || p0), p0 the frozen reference; its slope in log p
 * is beta (1 - p0/p), so a token's weight is A - beta (1 - p0/p).
 */
import { completionSequence, sum } from "./dpo.ts";
import { type Sampled, sampleMany } from "./rejectionSampling.ts";
import { train, type TrainEvent, type TrainOptions } from "./schedule.ts";
import { countTokens } from "./sft.ts";
import type { GenerateOptions } from "./generate.ts";
import type { TinyLM } from "./tinyLM.ts";

export interface PolicyOptions extends TrainOptions {
  /** Frozen: not the model that is trained. */
  reference: TinyLM;
  /** One reward for each candidate: tests passed, a reward model's number… */
  reward: (candidates: readonly Sampled[]) => ArrayLike<number> | Promise<ArrayLike<number>>;
  /** Samples of each prompt. @default {8} */
  samples?: number;
  /** @default {0.04} */
  beta?: number;
  sampling?: Omit<GenerateOptions, "seeds" | "stop">;
  /** @default {0} */
  end?: number;
}

export interface PolicyEvent extends TrainEvent {
  /** Mean reward of this step's samples. */
  reward: number;
  /** Estimated KL(p || p0) a token. */
  kl: number;
}

/** Samples a batch of prompts, rewards the samples and updates `lm`, step by step. */
export function policyGradient(
  lm: TinyLM,
  prompts: readonly ArrayLike<number>[],
  options: PolicyOptions,
): AsyncGenerator<PolicyEvent> {
  const { reference, samples = 8, beta = 0.04, seed = 0, end = 0, sampling } = options;
  let round = 0;
  return train(prompts, { batchSize: 8, ...options }, async (batch, optimizer) => {
    const own = { ...sampling, samples, seed: seed + samples * round++, end };
    const candidates = await sampleMany(lm, batch, own);
    const rewards = Array.from(await options.reward(candidates));
    const advantages = groupAdvantages(rewards, samples);
    const sequences = candidates.map(({ prompt, tokens, finished }) =>
      completionSequence(batch[prompt], finished ? [...tokens, end] : tokens)
    );
    const before = await reference.logprobs(sequences);
    const count = before.reduce((total, { length }) => total + length, 0);
    let loss = 0, kl = 0;
    const { gradientNorm } = lm.step(sequences, {
      ...optimizer,
      weigh: (logprobs) =>
        logprobs.map((row, i) =>
          row.map((logprob, t) => {
            const difference = before[i][t] - logprob, ratio = Math.exp(difference);
            const divergence = ratio - difference - 1;
            kl += divergence / count;
            loss += (beta * divergence - advantages[i] * logprob) / count;
            return (advantages[i] - beta * (1 - ratio)) / count;
          })
        ),
    });
    const reward = sum(rewards) / rewards.length;
    return { loss, kl, reward, gradientNorm, tokens: countTokens(sequences) };
  });
}

/** Rewards of consecutive groups, each with mean 0 and deviation 1; a group of equals has zeros. */
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
