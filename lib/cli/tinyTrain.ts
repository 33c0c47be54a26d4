/**
 * `deno task tiny:train [base] [student] [teacher] [debugger] [--cards]`: makes the checkpoints in `data/tiny`
 * again from nothing, measures them on the test split and writes their cards (`--cards`: only that,
 * `--train-only`: all but that).
 * Every 100 steps are kept in `results/completions/trained`; an interrupted run goes on from there.
 */
import { Option } from "commander";
import { existsSync, readFileSync } from "node:fs";
import { writeWhole } from "../base/mod.ts";
import { checkpointPath, type RecipeName, tinyRecipes } from "../tiny/mod.ts";
import { command, refuseName, start } from "./command.ts";
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

const known = Object.keys(tinyRecipes) as RecipeName[];

export const parser = command("tiny:train", "The embedded model's checkpoints and their cards.")
  .argument("[checkpoint...]", `${known.join(", ")} (all of them)`)
  .addOption(
    new Option("--cards", "only measures the checkpoints and writes their cards").conflicts(
      "trainOnly",
    ),
  )
  .addOption(new Option("--train-only", "only trains").conflicts("cards"));

/** The checkpoints that were asked for. */
export function chosen(names: readonly string[]): RecipeName[] {
  const unknown = names.find((name) => !known.includes(name as RecipeName));
  if (unknown !== undefined) refuseName("checkpoint", unknown, known);
  return names.length ? names as RecipeName[] : known;
}

async function work(): Promise<void> {
  const { cards, trainOnly } = parser.opts<{ cards?: boolean; trainOnly?: boolean }>();
  const asked = chosen(parser.args);
  if (!cards) {
    for (const name of asked) await trainCheckpoint(name);
  }
  if (!trainOnly) await writeCards(asked);
}

if (import.meta.main) await start(parser, work);
