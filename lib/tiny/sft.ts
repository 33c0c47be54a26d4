/**
 * Supervised fine-tuning (Ouyang et al. 2022, section 3.5): the mean over all completion tokens of
 *
 *     L = -log p(token | before)
 *
 * The prompt is read and not learned: `from` is its length. A sequence's `share` multiplies its part of
 * the loss: a weight, or an advantage.
 */
import { predictedTokens, type Sequence } from "./batch.ts";
import { train, type TrainEvent, type TrainOptions } from "./schedule.ts";
import type { TinyLM } from "./tinyLM.ts";

/**
 * Trains `lm` (or the adapter attached to it) on sequences, and yields an event after every update.
 *
 * @example
 * ```ts
 * import { sft, TinyLM } from "tracelab/tiny";
 * await using lm = await TinyLM.create({ vocabulary: 8, width: 16, layers: 1, heads: 1 });
 * const data = [{ tokens: [1, 2, 3, 4, 0], from: 2 }];
 * for await (const { step, loss } of sft(lm, data, { steps: 2, learningRate: 0.01 })) {
 *   console.log(step, loss);
 * }
 * ```
 */
export function sft(
  lm: TinyLM,
  data: readonly (Sequence & { share?: number })[],
  options: TrainOptions,
): AsyncGenerator<TrainEvent> {
  return train(data, options, (batch, optimizer) => {
    const count = batch.reduce((sum, sequence) => sum + predictedTokens(sequence), 0);
    const weigh = batch.some(({ share = 1 }) => share !== 1)
      ? () => batch.map(({ share = 1 }) => share / count)
      : undefined;
    const { loss, gradientNorm } = lm.step(batch, { ...optimizer, weigh });
    return { loss, gradientNorm, tokens: countTokens(batch) };
  });
}

export function countTokens(sequences: readonly Sequence[]): number {
  return sequences.reduce((sum, { tokens }) => sum + tokens.length - 1, 0);
}
