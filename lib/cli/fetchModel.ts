/** `deno task fetch-model NAME`: the weights of a known model, and the engine that runs them. */
import { findWeights, installEngine, knownModels } from "../engines/mod.ts";
import { command, refuseName, start } from "./command.ts";

const known = knownModels();
const list = Object.entries(known).map(([name, { bytes, licence, repository }]) =>
  `  ${name}   ${(bytes / 1e6).toFixed(0)} MB, ${licence}, ${repository}`
);

export const parser = command("fetch-model", "The weights of a known model into the cache.")
  .argument("<name>", "one of those below")
  .addHelpText("after", `\nModels:\n${list.join("\n")}`);

/** A name that is known. */
export function chosen([name]: readonly string[]): string {
  return Object.hasOwn(known, name) ? name : refuseName("model", name, Object.keys(known));
}

async function work(): Promise<void> {
  const file = await findWeights(chosen(parser.args));
  await installEngine();
  console.log(file);
}

if (import.meta.main) await start(parser, work, 2);
