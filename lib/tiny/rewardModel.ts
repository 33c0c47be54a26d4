/**
 * A reward model (Ouyang et al. 2022, equation 1) in the Bradley-Terry manner:
 *
 *     L = -log sigmoid(r(c) - r(r))
 *
 * The reward is what the model thinks of a text, as the log-odds of two tokens after it:
 * r = log p(good | text) - log p(bad | text). That is a linear head (the difference of the two
 * tokens' embeddings) on the last hidden state, so any checkpoint can be one without new weights.
 */
import type { Sequence } from "./batch.ts";
import { pairSequences, type PreferencePair, sigmoid, softplus } from "./dpo.ts";
import { train, type TrainEvent, type TrainOptions } from "./schedule.ts";
import { countTokens } from "./sft.ts";
import type { TinyLM } from "./tinyLM.ts";

/** The two tokens whose log-odds are the reward. */
export interface RewardTokens {
  good: number;
  bad: number;
}

/**
 * The reward of each text (prompt and completion).
 *
 * @example
 * ```ts
 * import { rewards, TinyLM } from "tracelab/tiny";
 * await using lm = await TinyLM.create({ vocabulary: 8, width: 16, layers: 1, heads: 1 });
 * const [first, second] = await rewards(lm, [[1, 2, 0], [1, 3, 0]], { good: 6, bad: 7 });
 * console.log(first > second);
 * ```
 */
export async function rewards(
  lm: TinyLM,
  texts: readonly ArrayLike<number>[],
  tokens: RewardTokens,
): Promise<number[]> {
  const logprobs = await lm.logprobs(texts.flatMap((text) => verdicts(text, tokens)));
  return texts.map((_, i) => logprobs[2 * i][0] - logprobs[2 * i + 1][0]);
}

export interface RewardEvent extends TrainEvent {
  /** Part of the pairs whose chosen text has the higher reward. */
  accuracy: number;
  /** Means over the batch: reward of the chosen texts, of the rejected ones, and their difference. */
  chosenReward: number;
  rejectedReward: number;
  margin: number;
}

/**
 * Trains `lm` to give the chosen completion the higher reward.
 *
 * @example
 * ```ts
 * import { TinyLM, trainReward } from "tracelab/tiny";
 * await using lm = await TinyLM.create({ vocabulary: 8, width: 16, layers: 1, heads: 1 });
 * const pairs = [{ prompt: [1], chosen: [2, 0], rejected: [3, 0] }];
 * const options = { steps: 2, learningRate: 0.01, good: 6, bad: 7 };
 * for await (const { accuracy } of trainReward(lm, pairs, options)) console.log(accuracy);
 * ```
 */
export function trainReward(
  lm: TinyLM,
  pairs: readonly PreferencePair[],
  options: TrainOptions & RewardTokens,
): AsyncGenerator<RewardEvent> {
  return train(pairs, { batchSize: 16, ...options }, (batch, optimizer) => {
    const texts = batch.flatMap(pairSequences).map(({ tokens }) => tokens);
    const sequences = texts.flatMap((text) => verdicts(text, options));
    const total = { loss: 0, accuracy: 0, chosenReward: 0, rejectedReward: 0, margin: 0 };
    const { gradientNorm } = lm.step(sequences, {
      ...optimizer,
      weigh: (logprobs) => {
        const reward = (i: number) => logprobs[2 * i][0] - logprobs[2 * i + 1][0];
        return batch.flatMap((_, i) => {
          const chosen = reward(2 * i), rejected = reward(2 * i + 1), margin = chosen - rejected;
          total.loss += softplus(-margin) / batch.length;
          total.accuracy += Number(margin > 0) / batch.length;
          total.chosenReward += chosen / batch.length;
          total.rejectedReward += rejected / batch.length;
          total.margin += margin / batch.length;
          const pull = sigmoid(-margin) / batch.length;
          return [pull, -pull, -pull, pull];
        });
      },
    });
    return { ...total, gradientNorm, tokens: countTokens(sequences) };
  });
}

/** A text followed by each of the two tokens. */
function verdicts(text: ArrayLike<number>, { good, bad }: RewardTokens): Sequence[] {
  const tokens = Array.from(text);
  return [good, bad].map((token) => ({ tokens: [...tokens, token], from: tokens.length }));
}
