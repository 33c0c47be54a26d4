/**
 * Rejection-sampling fine-tuning (Yuan et al. 2023, "Scaling relationship on learning mathematical
 * reasoning", section 3.3): the model learns its own samples that pass a check.
 */
import type { Sequence } from "./batch.ts";
import { completionSequence } from "./dpo.ts";
import type { GenerateOptions } from "./generate.ts";
import type { TinyLM } from "./tinyLM.ts";

/** One of several samples of a prompt. */
export interface Sampled {
  /** Index of its prompt. */
  prompt: number;
  tokens: number[];
  /** It ended by itself, not at its limit. */
  finished: boolean;
}

export interface RejectionOptions extends Omit<GenerateOptions, "seeds" | "stop"> {
  /** Samples of each prompt. @default {8} */
  samples?: number;
  /** Different accepted samples that are kept of each prompt. @default {2} */
  keep?: number;
  /** @default {0} */
  seed?: number;
  /** The token that ends a text. @default {0} */
  end?: number;
  /** Which candidates are right: runs their tests, asks a judge… */
  accept: (candidates: readonly Sampled[]) => boolean[] | Promise<boolean[]>;
}

/**
 * Samples every prompt several times and returns the accepted samples as training data for `sft`,
 * the part of all samples that was accepted, and how many prompts have one.
 *
 * @example
 * ```ts
 * import { rejectionSampling, TinyLM } from "tracelab/tiny";
 * await using lm = await TinyLM.create({ vocabulary: 8, width: 16, layers: 1, heads: 1 });
 * const { data, accepted } = await rejectionSampling(lm, [[1, 2]], {
 *   samples: 4, maxTokens: 8,
 *   accept: (candidates) => candidates.map(({ tokens }) => tokens.length > 2),
 * });
 * console.log(accepted, data); // data is for sft
 * ```
 */
export async function rejectionSampling(
  lm: TinyLM,
  prompts: readonly ArrayLike<number>[],
  options: RejectionOptions,
): Promise<{ data: Sequence[]; accepted: number; prompts: number }> {
  const { samples = 8, keep = 2, seed = 0, end = 0, accept, ...sampling } = options;
  const candidates = await sampleMany(lm, prompts, { ...sampling, samples, seed, end });
  const right = await accept(candidates);
  const kept = new Map<number, Map<string, Sequence>>();
  candidates.forEach(({ prompt, tokens, finished }, i) => {
    if (!right[i] || !finished) return;
    const mine = kept.get(prompt) ?? new Map();
    kept.set(prompt, mine);
    if (mine.size < keep) {
      mine.set(tokens.join(), completionSequence(prompts[prompt], [...tokens, end]));
    }
  });
  return {
    data: [...kept.values()].flatMap((mine) => [...mine.values()]),
    accepted: right.filter(Boolean).length / Math.max(1, right.length),
    prompts: kept.size,
  };
}

/**
 * `samples` finished or unfinished samples of each prompt, prompt by prompt; sample i has seed + i.
 *
 * @example
 * ```ts
 * import { sampleMany, TinyLM } from "tracelab/tiny";
 * await using lm = await TinyLM.create({ vocabulary: 8, width: 16, layers: 1, heads: 1 });
 * const all = await sampleMany(lm, [[1], [2]], { samples: 3, seed: 7, end: 0, maxTokens: 4 });
 * all.length; // 6
 * ```
 */
export async function sampleMany(
  lm: TinyLM,
  prompts: readonly ArrayLike<number>[],
  options: Omit<GenerateOptions, "seeds" | "stop"> & { samples: number; seed: number; end: number },
): Promise<Sampled[]> {
  const { samples, seed, end, temperature = 1, ...sampling } = options;
  const repeated = prompts.flatMap((prompt) => new Array(samples).fill(prompt));
  const seeds = repeated.map((_, i) => seed + i % samples);
  const texts = await lm.generate(repeated, { ...sampling, temperature, seeds, stop: end });
  return texts.map(({ tokens, finishReason }, i) => ({
    prompt: Math.floor(i / samples),
    tokens,
    finished: finishReason === "stop",
  }));
}
