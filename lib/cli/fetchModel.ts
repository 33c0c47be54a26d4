/** `deno task fetch-model NAME`: the weights of a known model, and the engine that runs them. */
import process from "node:process";
import { findWeights, installEngine, knownModels } from "../engines/mod.ts";
import { refuse } from "./readArgs.ts";

const [name, ...more] = Deno.args;
const known = knownModels();
if (name === undefined || name.startsWith("-") || more.length) {
  console.log("deno task fetch-model NAME, one of:");
  for (const [each, { bytes, licence, repository }] of Object.entries(known)) {
    console.log(`  ${each}   ${(bytes / 1e6).toFixed(0)} MB, ${licence}, ${repository}`);
  }
  process.exit(name === "--help" || name === "-h" ? 0 : 2);
}
if (!Object.hasOwn(known, name)) {
  refuse(`unknown model: ${name} (known: ${Object.keys(known).join(", ")})`);
}
try {
  const file = await findWeights(name);
  await installEngine();
  console.log(file);
} catch (error) {
  refuse((error as Error).message);
}
