/** Tokens of a prompt and its completion, and which of them the loss is on. */
export interface MaskedTokens {
  ids: number[];
  /** 1 at tokens of the completion and of its end. */
  mask: (0 | 1)[];
  /**
   * Whether the tokens begin with those of the prompt alone. Where they do not, a token spans the border
   * and the loss is on it, too: trl warns, and so should who sees this.
   */
  aligned: boolean;
}

/**
 * The loss on completions alone, as trl's SFTTrainer (1.16) masks rows of prompt and completion: both
 * texts are cut into tokens together, and the loss begins where they part from those of the prompt alone.
 *
 * @param encode A tokenizer, without tokens of its own at the ends.
 * @param end The token that ends an answer; learned, too. @default {none}
 *
 * @example
 * ```ts
 * import { completionMask } from "tracelab/methods";
 * const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
 * completionMask({ prompt: "ab", completion: "c" }, letters, 0).mask; // [0, 0, 1, 1]
 * ```
 */
export function completionMask(
  { prompt, completion }: { prompt: string; completion: string },
  encode: (text: string) => ArrayLike<number>,
  end?: number,
): MaskedTokens {
  const asked = Array.from(encode(prompt));
  const ids = Array.from(encode(prompt + completion));
  const parted = asked.findIndex((id, i) => ids[i] !== id);
  const from = parted < 0 ? asked.length : parted;
  if (end !== undefined) ids.push(end);
  return { ids, mask: ids.map((_, i) => i < from ? 0 : 1), aligned: parted < 0 };
}
