import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import {
  checkpointPath,
  drawExamples,
  learnTokenizer,
  pieceSteps,
  rateAt,
  type Recipe,
  sequenceOf,
  TinyLM,
} from "../../tiny/mod.ts";
import { random } from "../../base/mod.ts";
import { hash } from "../../tinyWorld/mod.ts";
import { trainRecipe } from "./trainRecipe.ts";

process.env.TRACELAB_STORE = mkdtempSync(join(tmpdir(), "recipe-"));
const tokenizer = learnTokenizer();
const recipe: Recipe = {
  purpose: "a test",
  shape: { width: 16, layers: 1, heads: 1 },
  seed: 5,
  mixture: { solve: { weight: 1, steps: [1, 0, 0, 0] } },
  phases: [pieceSteps + 2],
  batch: 2,
  learningRate: 3e-3,
  weightDecay: 0.05,
};

/** One model in memory, its optimizer made to forget at every piece: what made the checkpoints. */
async function inMemory({ seed, mixture, phases, batch, pool, ...recipe }: Recipe) {
  const shape = { ...recipe.shape, vocabulary: tokenizer.size, context: 320 };
  await using lm = await TinyLM.create(shape, {
    seed,
    tokenizer: tokenizer.vocabulary,
    threads: 1,
  });
  const few = pool && Array.from(
    { length: pool },
    ((stream) => () => stream.next().value!)(drawExamples(mixture, random(seed))),
  );
  let draws = random(0), fresh = drawExamples(mixture, draws);
  for (let step = 0; step < phases[0]; step++) {
    if (step % pieceSteps === 0) {
      lm.resetOptimizer();
      draws = random(hash(`${seed}/${step}`));
      fresh = drawExamples(mixture, draws);
    }
    const next = () => few ? draws.pick(few) : fresh.next().value!;
    lm.step(Array.from({ length: batch }, () => sequenceOf(next(), tokenizer)), {
      learningRate: recipe.learningRate * rateAt(step, phases),
      weightDecay: recipe.weightDecay,
    });
  }
  return lm.save();
}

/** Trains to the end, or to a step. */
async function run(recipe: Recipe, until = Infinity) {
  const training = trainRecipe(recipe);
  const losses: number[] = [];
  for (;;) {
    const { value, done } = await training.next();
    if (done) return { uri: value, losses };
    losses.push(value.loss);
    if (value.step === until) await training.return("");
  }
}

Deno.test("a recipe gives the bytes of one model trained in memory, from fresh examples and from a pool", async () => {
  for (const one of [recipe, { ...recipe, pool: 7 }]) {
    const { uri, losses } = await run(one);
    assert.equal(losses.length, pieceSteps + 2);
    assert.deepEqual(new Uint8Array(readFileSync(checkpointPath(uri))), await inMemory(one));
  }
});

Deno.test("a recipe that was interrupted goes on with its piece, to the same bytes", async () => {
  const other = { ...recipe, seed: 6 };
  await run(other, pieceSteps + 1);
  const kept = () =>
    Array.from(Deno.readDirSync(join(process.env.TRACELAB_STORE!, "trained")))
      .map(({ name }) => join(process.env.TRACELAB_STORE!, "trained", name))
      .filter((path) => statSync(path).isDirectory());
  const before = new Map(kept().map((path) => [path, statSync(path).mtimeMs]));
  const { uri } = await run(other);
  assert.deepEqual(new Uint8Array(readFileSync(checkpointPath(uri))), await inMemory(other));
  const touched = kept().filter((path) => before.get(path) !== statSync(path).mtimeMs);
  assert.deepEqual(touched, [dirname(checkpointPath(uri))], "only the second piece");
});

Deno.test("the rate warms up, holds, and falls at the end of each phase", () => {
  const phases = [400, 200];
  assert(rateAt(0, phases) < 0.05);
  assert.equal(rateAt(250, phases), 1);
  assert(rateAt(399, phases) < 0.05);
  assert.equal(rateAt(450, phases), 1);
  assert(rateAt(599, phases) < 0.05);
});
