/** Supervised training by recipe: bounded by steps, so that the same recipe gives the same bytes. */
import { hash } from "../../tinyWorld/mod.ts";
import { random } from "../../base/mod.ts";
import { TinyLM } from "../tinyLM.ts";
import { Tokenizer } from "./tokenizer.ts";
import { drawExamples } from "./mixture.ts";
import type { Recipe } from "./recipes.ts";
import { sequenceOf } from "./sequenceOf.ts";
import { take } from "./take.ts";

export interface FitStep {
  step: number;
  /** Mean negative log-likelihood of an answer token, in nats. */
  loss: number;
  /** Tokens of the batch. */
  tokens: number;
}

/**
 * Steps between two saved states; the optimiser starts afresh after each.
 *
 * @example
 * ```ts
 * import { pieceSteps } from "tracelab/tiny";
 * pieceSteps; // 100
 * ```
 */
export const pieceSteps = 100;

/**
 * The share of the learning rate at a step: each piece warms up, the last quarter of each phase
 * decays linearly, so that the model at the end of a phase can be used.
 *
 * @example
 * ```ts
 * import { rateAt } from "tracelab/tiny";
 * rateAt(0, [500, 900]) < rateAt(60, [500, 900]); // it warms up
 * ```
 */
export function rateAt(step: number, phases: readonly number[]): number {
  let start = 0;
  for (const length of phases) {
    if (step < start + length) {
      const done = (step - start) / length;
      const warm = Math.min(1, (step % pieceSteps + 1) / (step < pieceSteps ? 50 : 10));
      return warm * (done > 0.75 ? Math.max(0.02, (1 - done) / 0.25) : 1);
    }
    start += length;
  }
  return 0;
}

/**
 * Steps of all phases.
 *
 * @example
 * ```ts
 * import { stepsOfRecipe, tinyRecipes } from "tracelab/tiny";
 * stepsOfRecipe(tinyRecipes.base); // 1400
 * ```
 */
export const stepsOfRecipe = ({ phases }: Recipe) =>
  phases.reduce((sum, length) => sum + length, 0);

/**
 * Whether a phase ends after so many steps.
 *
 * @example
 * ```ts
 * import { isPhaseEnd, tinyRecipes } from "tracelab/tiny";
 * isPhaseEnd(tinyRecipes.base, 500); // true
 * ```
 */
export const isPhaseEnd = ({ phases }: Recipe, steps: number) =>
  phases.some((_, i) => steps === phases.slice(0, i + 1).reduce((sum, length) => sum + length, 0));

/**
 * A model with a recipe's shape and first weights.
 *
 * @example
 * ```ts
 * import { learnTokenizer, newModel, tinyRecipes } from "tracelab/tiny";
 * await using lm = await newModel(tinyRecipes.student, learnTokenizer());
 * lm.size; // 41120
 * ```
 */
export function newModel(
  recipe: Recipe,
  tokenizer: Tokenizer,
  options: { threads?: number } = {},
): Promise<TinyLM> {
  return TinyLM.create({ ...recipe.shape, vocabulary: tokenizer.size, context: 320 }, {
    ...options,
    seed: recipe.seed,
    tokenizer: tokenizer.vocabulary,
  });
}

/**
 * Trains a model by its recipe, a step at a time. A run that was interrupted goes on from any
 * multiple of `pieceSteps` with the weights of that step, and ends with the same bytes.
 *
 * @param from The step to begin with. @default {0}
 *
 * @example
 * ```ts
 * import { fitRecipe, learnTokenizer, newModel, tinyRecipes } from "tracelab/tiny";
 * const tokenizer = learnTokenizer();
 * await using lm = await newModel(tinyRecipes.student, tokenizer);
 * for (const { step, loss } of fitRecipe(lm, tokenizer, tinyRecipes.student)) {
 *   console.log(step, loss);
 *   if (step === 1) break;
 * }
 * ```
 */
export function* fitRecipe(
  lm: TinyLM,
  tokenizer: Tokenizer,
  recipe: Recipe,
  from = 0,
): Generator<FitStep> {
  const { seed, mixture, pool, phases, batch, learningRate, weightDecay } = recipe;
  const steps = stepsOfRecipe(recipe);
  if (from % pieceSteps !== 0) throw new RangeError(`no piece begins at step ${from}`);
  const few = pool === undefined ? undefined : take(drawExamples(mixture, random(seed)), pool);
  let draws = random(0);
  let fresh = drawExamples(mixture, draws);
  for (let step = from; step < steps; step++) {
    if (step % pieceSteps === 0) {
      lm.resetOptimizer();
      draws = random(hash(`${seed}/${step}`));
      fresh = drawExamples(mixture, draws);
    }
    const next = () => few ? draws.pick(few) : fresh.next().value!;
    const sequences = Array.from({ length: batch }, () => sequenceOf(next(), tokenizer));
    const { loss } = lm.step(sequences, {
      learningRate: learningRate * rateAt(step, phases),
      weightDecay,
    });
    const tokens = sequences.reduce((sum, sequence) => sum + sequence.tokens.length - 1, 0);
    yield { step, loss, tokens };
  }
}
