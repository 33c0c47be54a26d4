import { random } from "../../base/mod.ts";
import { controls } from "./controls.ts";
import { drawExamples } from "./mixture.ts";
import { tokenizerRecipe } from "./recipes.ts";
import { take } from "./take.ts";
import { Tokenizer } from "./tokenizer.ts";

/** Learns the tokenizer that all checkpoints share, from training examples of every role. */
export function learnTokenizer(): Tokenizer {
  const { seed, examples, size, mixture } = tokenizerRecipe;
  const stream = take(drawExamples(mixture, random(seed)), examples);
  return Tokenizer.train(stream.map(({ prompt, answer }) => prompt + answer), size, [...controls]);
}
