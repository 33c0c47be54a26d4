/** Small data and models for the tests of this folder. */
import { TinyLM, type TinyOptions } from "./tinyLM.ts";
import type { Sequence } from "./batch.ts";
import type { PreferencePair } from "./dpo.ts";

export const smallShape = { vocabulary: 64, width: 32, layers: 2, heads: 2, context: 64 };

export function smallModel(options: TinyOptions = {}): Promise<TinyLM> {
  return TinyLM.create(smallShape, { seed: 3, threads: 1, ...options });
}

/** Sequences of different lengths whose first three tokens are the prompt. */
export function smallData(count = 6): Sequence[] {
  return Array.from({ length: count }, (_, i) => ({
    tokens: Array.from({ length: 9 + 3 * i }, (_, j) => (j * 7 + i * 13 + j * j) % 64),
    from: 3,
  }));
}

/** The same as preference pairs, each with a rejected completion of four tokens. */
export function smallPairs(): PreferencePair[] {
  return smallData().map(({ tokens }, i) => ({
    prompt: Array.from(tokens).slice(0, 3),
    chosen: Array.from(tokens).slice(3),
    rejected: [i, 2 * i + 1, 3 * i + 2, 0],
  }));
}
