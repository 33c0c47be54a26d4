/**
 * `deno task tiny:train [base] [student] [teacher] [debugger] [--cards]`: makes the checkpoints in `data/tiny`
 * again from nothing, measures them on the test split and writes their cards (`--cards`: only that,
 * `--no-cards`: all but that).
 * Every 100 steps the state is kept in `results/runs/tiny`; an interrupted run goes on from there.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import process from "node:process";
import {
  fitRecipe,
  isPhaseEnd,
  learnTokenizer,
  newModel,
  pieceSteps,
  type Recipe,
  type RecipeName,
  stepsOfRecipe,
  TinyLM,
  tinyRecipes,
} from "../tiny/mod.ts";
import { writeWhole } from "../base/mod.ts";
import { readArgs, refuse } from "./readArgs.ts";
import { type Card, cardsPage, writeCard } from "./tiny/card.ts";

/** The bytes do not depend on it; on a busy machine one thread waits less. */
const threads = process.env.TRACELAB_THREADS ? Number(process.env.TRACELAB_THREADS) : undefined;
const states = "results/runs/tiny";

/** Trains one checkpoint, or goes on with it. */
async function trainCheckpoint(name: RecipeName): Promise<void> {
  const recipe: Recipe = tinyRecipes[name];
  const steps = stepsOfRecipe(recipe);
  const tokenizer = learnTokenizer();
  const statePath = (step: number) => `${states}/${name}-${step}.tiny`;
  let from = Math.floor((steps - 1) / pieceSteps) * pieceSteps;
  while (from > 0 && !existsSync(statePath(from))) from -= pieceSteps;
  const lm = from > 0
    ? await TinyLM.load(readFileSync(statePath(from)), { tokenizer: tokenizer.vocabulary, threads })
    : recipe.from
    ? await TinyLM.load(readFileSync(`data/tiny/${recipe.from}.tiny`), {
      tokenizer: tokenizer.vocabulary,
      threads,
    })
    : await newModel(recipe, tokenizer, { threads });
  const start = performance.now();
  let tokens = 0;
  let mean: number | undefined;
  for (const { step, loss, tokens: count } of fitRecipe(lm, tokenizer, recipe, from)) {
    tokens += count;
    mean = mean === undefined ? loss : 0.98 * mean + 0.02 * loss;
    if ((step + 1) % 50 === 0) {
      const rate = Math.round(tokens / (performance.now() - start) * 1000);
      console.error(`${name} ${step + 1}/${steps} loss ${mean.toFixed(4)} ${rate} tokens/s`);
    }
    // The end of a phase is a model that can be used; the last one stays.
    if (isPhaseEnd(recipe, step + 1)) {
      mkdirSync("data/tiny", { recursive: true });
      writeWhole(`data/tiny/${name}.tiny`, lm.save());
    }
    if ((step + 1) % pieceSteps === 0 && step + 1 < steps) {
      mkdirSync(states, { recursive: true });
      writeWhole(statePath(step + 1), lm.save({ dtype: "f32" }));
      rmSync(statePath(step + 1 - pieceSteps), { force: true });
    }
  }
  for (let step = pieceSteps; step < steps; step += pieceSteps) {
    rmSync(statePath(step), { force: true });
  }
  await lm.close();
}

async function writeCards(names: RecipeName[]): Promise<void> {
  for (const name of names) await writeCard(name, tinyRecipes[name]);
  const cards = known.filter((name) => existsSync(`data/tiny/${name}.json`)).map((name): Card =>
    JSON.parse(readFileSync(`data/tiny/${name}.json`, "utf8"))
  );
  writeWhole("data/tiny/README.md", cardsPage(cards));
}

const usage = `deno task tiny:train [CHECKPOINT…] [options]
  CHECKPOINT  base, student, teacher or debugger (all of them)
  --cards     only measures the checkpoints and writes their cards
  --no-cards  only trains`;

const { values, positionals } = readArgs({
  allowPositionals: true,
  options: {
    cards: { type: "boolean", default: false },
    "no-cards": { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const known = Object.keys(tinyRecipes) as RecipeName[];
const asked = positionals.length > 0 ? positionals : known;
for (const name of asked) {
  if (!known.includes(name as RecipeName)) {
    refuse(`unknown checkpoint: ${name} (there are ${known.join(", ")})`);
  }
}
if (!values.cards) {
  for (const name of asked) await trainCheckpoint(name as RecipeName);
}
if (!values["no-cards"]) await writeCards(asked as RecipeName[]);
