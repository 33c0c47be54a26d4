/**
 * `deno task tiny:train [base] [student] [teacher] [debugger] [--cards]`: makes the checkpoints in `data/tiny`
 * again from nothing, measures them on the test split and writes their cards (`--cards`: only that,
 * `--no-cards`: all but that).
 * Every 100 steps are kept in `results/completions/trained`; an interrupted run goes on from there.
 */
import { existsSync, readFileSync } from "node:fs";
import process from "node:process";
import { writeWhole } from "../base/mod.ts";
import { checkpointPath, type RecipeName, tinyRecipes } from "../tiny/mod.ts";
import { readArgs, refuse } from "./readArgs.ts";
import { type Card, cardsPage, writeCard } from "./tiny/card.ts";
import { trainRecipe } from "./tiny/trainRecipe.ts";

/** Trains one checkpoint, or goes on with it. */
async function trainCheckpoint(name: RecipeName): Promise<void> {
  const training = trainRecipe(tinyRecipes[name]);
  const start = performance.now();
  let tokens = 0;
  let mean: number | undefined;
  for (;;) {
    const { value, done } = await training.next();
    if (done) return writeWhole(`data/tiny/${name}.tiny`, readFileSync(checkpointPath(value)));
    const { step, steps, loss } = value;
    tokens += value.tokens ?? 0;
    mean = mean === undefined ? loss : 0.98 * mean + 0.02 * loss;
    if (step % 50) continue;
    const rate = Math.round(tokens / (performance.now() - start) * 1000);
    console.error(`${name} ${step}/${steps} loss ${mean.toFixed(4)} ${rate} tokens/s`);
  }
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
