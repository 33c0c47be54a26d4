import { random } from "../../base/mod.ts";
import { controls } from "./controls.ts";
import { drawExamples } from "./mixture.ts";
import { tokenizerRecipe } from "./recipes.ts";
import { take } from "./take.ts";
import { Tokenizer } from "./tokenizer.ts";

/**
 * Learns the tokenizer that all checkpoints share, from training examples of every role.
 *
 * @example
 * ```ts
 * import { learnTokenizer } from "tracelab/tiny";
 * const tokenizer = learnTokenizer();
 * tokenizer.decode(tokenizer.encode("return total")); // "return total"
 * ```
 */
export function learnTokenizer(): Tokenizer {
  const { seed, examples, size, mixture } = tokenizerRecipe;
  const stream = take(drawExamples(mixture, random(seed)), examples);
  return Tokenizer.train(stream.map(({ prompt, answer }) => prompt + answer), size, [...controls]);
}
