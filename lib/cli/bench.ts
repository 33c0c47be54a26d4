/**
 * `deno task bench NAME [options]`: measures one part of the lab; `--json` prints figures for a machine.
 */
import { parseArgs } from "node:util";
import { benches } from "../bench/mod.ts";
import { count, refuse, refuseArgs } from "./readArgs.ts";

/** The options of any bench that are numbers. */
const counts = [
  "bigcodebench",
  "lanes",
  "mutations",
  "recorded",
  "requests",
  "rounds",
  "rows",
  "runs",
  "soak",
  "tasks",
  "threads",
  "tokens",
  "turns",
];

function checkCounts(args: string[]): void {
  const options = Object.fromEntries(counts.map((name) => [name, { type: "string" as const }]));
  const { values } = parseArgs({ args, options, strict: false, allowPositionals: true });
  for (const name of counts) {
    const text = values[name];
    // Without a value it is true: the bench itself refuses that.
    if (typeof text === "string") count(name, text);
  }
}

if (import.meta.main) {
  const [name, ...args] = Deno.args;
  if (!Object.hasOwn(benches, name ?? "")) {
    refuse(`deno task bench NAME, one of: ${Object.keys(benches).join(", ")}`);
  }
  const { bench } = await benches[name]();
  checkCounts(args);
  await bench(args).catch(refuseArgs);
}
