/** A recipe cut into pieces of training: rows and rates that decide a checkpoint's bytes. */
import { random } from "../../base/mod.ts";
import { hash } from "../../tinyWorld/mod.ts";
import { drawExamples } from "./mixture.ts";
import type { Recipe } from "./recipes.ts";
import { take } from "./take.ts";

/** Steps of a piece; the optimiser starts afresh in each, so that a training can go on from any. */
export const pieceSteps = 100;

/** What is trained in one piece: rows in the order in which they are read, and each step's rate. */
export interface RecipePiece {
  rows: { prompt: string; completion: string }[];
  learningRate: number[];
}

/**
 * The share of the learning rate at a step: each piece warms up, the last quarter of each phase
 * decays linearly, so that the model at the end of a phase can be used.
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

/** The pieces of a recipe, the first first. */
export function* recipePieces(recipe: Recipe): Generator<RecipePiece> {
  const { seed, mixture, pool, phases, batch, learningRate } = recipe;
  const steps = phases.reduce((sum, length) => sum + length, 0);
  const few = pool === undefined ? undefined : take(drawExamples(mixture, random(seed)), pool);
  for (let from = 0; from < steps; from += pieceSteps) {
    const draws = random(hash(`${seed}/${from}`));
    const fresh = drawExamples(mixture, draws);
    const count = Math.min(pieceSteps, steps - from);
    yield {
      rows: Array.from({ length: count * batch }, () => {
        const { prompt, answer } = few ? draws.pick(few) : fresh.next().value!;
        return { prompt, completion: answer };
      }),
      learningRate: Array.from(
        { length: count },
        (_, i) => learningRate * rateAt(from + i, phases),
      ),
    };
  }
}
