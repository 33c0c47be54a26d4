import type { Sequence } from "../batch.ts";
import type { RoleExample } from "./roleExample.ts";
import type { Tokenizer } from "./tokenizer.ts";

/**
 * An example as the model learns it: prompt, answer, end; the loss is on the answer only.
 *
 * @example
 * ```ts
 * import { learnTokenizer, sequenceOf } from "tracelab/tiny";
 * const { tokens, from } = sequenceOf({ prompt: "<solve>n<answer>", answer: "    return n" }, learnTokenizer());
 * console.log(tokens.slice(from)); // the answer's, and the end
 * ```
 */
export function sequenceOf(
  { prompt, answer }: Pick<RoleExample, "prompt" | "answer">,
  tokenizer: Tokenizer,
): Sequence & { tokens: number[] } {
  const asked = tokenizer.encode(prompt);
  return { tokens: [...asked, ...tokenizer.encode(answer), tokenizer.end], from: asked.length };
}
