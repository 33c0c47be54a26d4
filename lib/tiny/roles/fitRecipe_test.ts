import assert from "node:assert/strict";
import { TinyLM } from "../tinyLM.ts";
import { fitRecipe, newModel, pieceSteps, rateAt } from "./fitRecipe.ts";
import { learnTokenizer } from "./learnTokenizer.ts";
import type { Recipe } from "./recipes.ts";

const tokenizer = learnTokenizer();
const recipe: Recipe = {
  purpose: "a test",
  shape: { width: 16, layers: 1, heads: 1 },
  seed: 5,
  mixture: { solve: { weight: 1, steps: [1, 0, 0, 0] } },
  phases: [pieceSteps + 2],
  batch: 1,
  learningRate: 3e-3,
  weightDecay: 0,
};

Deno.test("a training that was interrupted ends with the same bytes", async () => {
  await using whole = await newModel(recipe, tokenizer, { threads: 1 });
  let state: Uint8Array | undefined;
  for (const { step } of fitRecipe(whole, tokenizer, recipe)) {
    if (step + 1 === pieceSteps) state = whole.save({ dtype: "f32" });
  }
  await using resumed = await TinyLM.load(state!, { threads: 1 });
  for (const _ of fitRecipe(resumed, tokenizer, recipe, pieceSteps));
  assert.deepEqual(resumed.save(), whole.save());
});

Deno.test("a piece begins where one was saved", async () => {
  await using lm = await newModel(recipe, tokenizer, { threads: 1 });
  assert.throws(() => fitRecipe(lm, tokenizer, recipe, 7).next(), /no piece begins at step 7/);
});

Deno.test("the rate warms up, holds, and falls at the end of each phase", () => {
  const phases = [400, 200];
  assert(rateAt(0, phases) < 0.05);
  assert.equal(rateAt(250, phases), 1);
  assert(rateAt(399, phases) < 0.05);
  assert.equal(rateAt(450, phases), 1);
  assert(rateAt(599, phases) < 0.05);
});
