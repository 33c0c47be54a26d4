import { random } from "../../../tasks/tiny/mod.ts";
import { controls } from "./controls.ts";
import { drawExamples } from "./mixture.ts";
import { tokenizerRecipe } from "./recipes.ts";
import { Tokenizer } from "./tokenizer.ts";

/** Learns the tokenizer that all checkpoints share, from training examples of every role. */
export function learnTokenizer(): Tokenizer {
  const { seed, examples, size, mixture } = tokenizerRecipe;
  const stream = drawExamples(mixture, random(seed)).take(examples);
  return Tokenizer.train(stream.map(({ prompt, answer }) => prompt + answer), size, [...controls]);
}
