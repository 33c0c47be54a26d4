import { type Recipe, recipePieces } from "../../tiny/mod.ts";
import { blankTiny, train, type TrainingEvent } from "../../train/mod.ts";

/**
 * Trains a checkpoint by its recipe, piece by piece: gives every step and, at the end, the model's URI.
 * Pieces that are kept are not trained again: what was interrupted goes on with the piece it was in.
 */
export async function* trainRecipe(recipe: Recipe): AsyncGenerator<TrainingEvent, string> {
  const { shape, seed, from, batch: batchSize, weightDecay, phases } = recipe;
  const steps = phases.reduce((sum, length) => sum + length, 0);
  let uri = from ? `tiny:${from}` : await blankTiny({ ...shape, seed });
  let done = 0;
  for (const { rows, learningRate } of recipePieces(recipe)) {
    const last = done + learningRate.length === steps;
    const training = train(uri, {
      method: "sft",
      rows,
      order: "given",
      batchSize,
      steps: learningRate.length,
      learningRate,
      weightDecay,
      precision: last ? "f16" : "f32",
    });
    for await (const event of training) yield { ...event, step: done + event.step, steps };
    uri = await training.model();
    done += learningRate.length;
  }
  return uri;
}
