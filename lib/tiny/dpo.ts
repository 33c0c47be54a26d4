/**
 * Direct preference optimisation (Rafailov et al. 2023, equation 7), with the optional term on the
 * chosen completion's likelihood (Pang et al. 2024, "Iterative reasoning preference optimization",
 * equation 1):
 *
 *     m = beta [(log p(c) - log p0(c)) - (log p(r) - log p0(r))]
 *     L = -log sigmoid(m) - nll log p(c) / |c|
 *
 * p is the model, p0 the frozen reference, c the chosen and r the rejected completion, log p(c) the
 * sum over c's tokens. Two other losses on the same pairs go by the names that `trl` gives them:
 *
 *     ipo  L = (d(c) / |c| - d(r) / |r| - 1 / (2 beta))^2                     (Azar et al. 2023, equation 17)
 *     kto  L = 1 - [sigmoid(beta (d(c) - K(r))) + sigmoid(beta (K(c) - d(r)))] / 2   (Ethayarajh et al. 2024)
 *
 * where d(c) = log p(c) - log p0(c), and K(c) = max(0, the batch's mean of d(c)) stands still.
 */
import type { Sequence } from "./batch.ts";
import { train, type TrainEvent, type TrainOptions } from "./schedule.ts";
import { countTokens } from "./sft.ts";
import type { BackwardOptions } from "./stepOptions.ts";
import type { TinyLM } from "./tinyLM.ts";

/** Two completions of one prompt, end token included, the better one named. */
export interface PreferencePair {
  prompt: ArrayLike<number>;
  chosen: ArrayLike<number>;
  rejected: ArrayLike<number>;
}

/** A pair with the reference's log-probabilities of its completions, summed and by token. */
export interface ReferredPair extends PreferencePair {
  chosenLogprob: number;
  rejectedLogprob: number;
  /** Those of the chosen completion's tokens, and of the rejected one's. */
  byToken: readonly [Float32Array, Float32Array];
}

export interface PreferenceLossOptions {
  /** How dear it is to leave the reference. @default {0.1} */
  beta?: number;
  /** Weight of the chosen completion's mean negative log-likelihood. @default {0} */
  nll?: number;
  /** @default {"sigmoid"} */
  loss?: "sigmoid" | "ipo" | "kto";
}

export interface DpoOptions extends TrainOptions, PreferenceLossOptions {
  /** @default {the model as it is before the first step} */
  reference?: TinyLM;
}

export interface DpoEvent extends TrainEvent {
  /** Part of the pairs whose margin is positive. */
  accuracy: number;
  /** Mean of m. */
  margin: number;
  /** Mean of beta (log p(c) - log p0(c)), the implicit reward of the chosen completions. */
  chosenReward: number;
  /** The same of the rejected ones. */
  rejectedReward: number;
  /**
   * KL(p0 || p) a token, estimated on the batch's completions (p/p0 - log(p/p0) - 1): right where the
   * reference wrote them, as it did before the first round.
   */
  kl: number;
}

/**
 * Trains `lm` on preference pairs, and yields an event after every update.
 *
 * @example
 * ```ts
 * import { dpo, TinyLM } from "tracelab/tiny";
 * await using lm = await TinyLM.create({ vocabulary: 8, width: 16, layers: 1, heads: 1 });
 * const pairs = [{ prompt: [1, 2], chosen: [3, 0], rejected: [4, 0] }];
 * for await (const { loss, accuracy } of dpo(lm, pairs, { steps: 2, learningRate: 0.01 })) {
 *   console.log(loss, accuracy);
 * }
 * ```
 */
export async function* dpo(
  lm: TinyLM,
  pairs: readonly PreferencePair[],
  options: DpoOptions,
): AsyncGenerator<DpoEvent> {
  pairs.forEach(({ chosen }, i) => {
    if (chosen.length === 0) throw new RangeError(`pair ${i}: 'chosen' is empty`);
  });
  const referred = await referTo(options.reference ?? lm, pairs);
  yield* train(referred, { batchSize: 16, ...options }, (batch, optimizer) => {
    const sequences = batch.flatMap(pairSequences);
    const objective = dpoLoss(batch, options);
    const { gradientNorm } = lm.step(sequences, { ...optimizer, weigh: objective.weigh });
    return { ...objective.result(), gradientNorm, tokens: countTokens(sequences) };
  });
}

/** The pairs with the log-probabilities that `reference` gives them. */
export async function referTo(
  reference: TinyLM,
  pairs: readonly PreferencePair[],
): Promise<ReferredPair[]> {
  const logprobs = await reference.logprobs(pairs.flatMap(pairSequences));
  return pairs.map((pair, i) => ({
    ...pair,
    chosenLogprob: sum(logprobs[2 * i]),
    rejectedLogprob: sum(logprobs[2 * i + 1]),
    byToken: [logprobs[2 * i], logprobs[2 * i + 1]],
  }));
}

/** Chosen and rejected as sequences, in this order. */
export function pairSequences({ prompt, chosen, rejected }: PreferencePair): Sequence[] {
  return [chosen, rejected].map((completion) => completionSequence(prompt, completion));
}

export function completionSequence(
  prompt: ArrayLike<number>,
  completion: ArrayLike<number>,
): Sequence {
  return { tokens: [...Array.from(prompt), ...Array.from(completion)], from: prompt.length };
}

/**
 * The loss as weights: dL/dlog p(c) = -beta sigmoid(-m) - nll / |c|, dL/dlog p(r) = beta sigmoid(-m),
 * so each token of c weighs minus the first and each token of r minus the second; `ipo` and `kto`
 * likewise.
 */
export function dpoLoss(
  pairs: readonly ReferredPair[],
  { beta = 0.1, nll = 0, loss = "sigmoid" }: PreferenceLossOptions = {},
): {
  weigh: NonNullable<BackwardOptions["weigh"]>;
  result: () => Omit<DpoEvent, keyof TrainEvent> & { loss: number };
} {
  const total = { loss: 0, accuracy: 0, margin: 0, chosenReward: 0, rejectedReward: 0, kl: 0 };
  return {
    weigh: (logprobs) => {
      total.kl = divergence(pairs.flatMap(({ byToken }) => byToken), logprobs);
      const still = loss === "kto" ? standingStill(pairs, logprobs) : undefined;
      return pairs.flatMap(({ chosenLogprob, rejectedLogprob }, i) => {
        const c = sum(logprobs[2 * i]), r = sum(logprobs[2 * i + 1]);
        const length = logprobs[2 * i].length;
        const [better, worse] = [c - chosenLogprob, r - rejectedLogprob];
        const margin = beta * (better - worse);
        const { value, pulls: [up, down] } = loss === "ipo"
          ? ipo(better / length, worse / logprobs[2 * i + 1].length, beta)
          : still
          ? kto(better - still.rejected, still.chosen - worse, beta)
          : { value: softplus(-margin), pulls: [beta * sigmoid(-margin), beta * sigmoid(-margin)] };
        const [ofChosen, ofRejected] = loss === "ipo"
          ? [length, logprobs[2 * i + 1].length]
          : [1, 1];
        total.loss += (value - nll * c / length) / pairs.length;
        total.accuracy += Number(margin > 0) / pairs.length;
        total.margin += margin / pairs.length;
        total.chosenReward += beta * (c - chosenLogprob) / pairs.length;
        total.rejectedReward += beta * (r - rejectedLogprob) / pairs.length;
        return [
          (up / ofChosen + nll / length) / pairs.length,
          -down / ofRejected / pairs.length,
        ];
      });
    },
    result: () => total,
  };
}

/** What a pair's loss is, and how hard it pulls the chosen completion up and the rejected one down. */
interface Pulled {
  value: number;
  pulls: [number, number];
}

/** Of the mean log-ratios a token. */
function ipo(better: number, worse: number, beta: number): Pulled {
  const off = better - worse - 1 / (2 * beta);
  return { value: off ** 2, pulls: [-2 * off, -2 * off] };
}

/** Of how far each completion is on its right side of what stands still. */
function kto(chosen: number, rejected: number, beta: number): Pulled {
  const [a, b] = [sigmoid(beta * chosen), sigmoid(beta * rejected)];
  return { value: 1 - (a + b) / 2, pulls: [beta * a * (1 - a) / 2, beta * b * (1 - b) / 2] };
}

/** The batch's mean log-ratios, never below zero: what `kto` measures each completion against. */
function standingStill(pairs: readonly ReferredPair[], logprobs: readonly ArrayLike<number>[]) {
  const mean = (of: (pair: ReferredPair, i: number) => number) =>
    Math.max(0, sum(pairs.map(of)) / pairs.length);
  return {
    chosen: mean(({ chosenLogprob }, i) => sum(logprobs[2 * i]) - chosenLogprob),
    rejected: mean(({ rejectedLogprob }, i) => sum(logprobs[2 * i + 1]) - rejectedLogprob),
  };
}

/**
 * KL(q || p) a token, estimated on tokens that q wrote: the mean of p/q - log(p/q) - 1, which is
 * unbiased and never negative (Schulman 2020, "Approximating KL divergence", k3).
 */
export function divergence(
  q: readonly ArrayLike<number>[],
  p: readonly ArrayLike<number>[],
): number {
  let total = 0, count = 0;
  q.forEach((row, i) => {
    for (let t = 0; t < row.length; t++) {
      const difference = p[i][t] - row[t];
      total += Math.exp(difference) - difference - 1;
      count++;
    }
  });
  return total / count;
}

export const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
export const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
/** log(1 + e^x) = -log sigmoid(-x), without overflow. */
export const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
