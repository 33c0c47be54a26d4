/**
 * `deno task bench NAME [options]`: measures one part of the lab; `--json` prints figures for a machine.
 */
import { parseArgs } from "node:util";
import { benches } from "../bench/mod.ts";
import { command, Refusal, refuseName, start } from "./command.ts";

/** The options of any bench that are numbers. */
const counts = [
  "bigcodebench",
  "lanes",
  "mutations",
  "programs",
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
  "workers",
];

function checkCounts(args: string[]): void {
  const options = Object.fromEntries(counts.map((name) => [name, { type: "string" as const }]));
  const { values } = parseArgs({ args, options, strict: false, allowPositionals: true });
  for (const name of counts) {
    const text = values[name];
    // Without a value it is true: the bench itself refuses that.
    if (typeof text === "string" && !/^0*[1-9]\d{0,14}$/.test(text)) {
      throw new Refusal(`--${name} must be a positive integer: ${text}`);
    }
  }
}

/** Refuses what `parseArgs` of node:util threw at a bench's arguments; throws any other error on. */
function refuseArgs(error: unknown): never {
  const { code, message } = error as { code?: string; message: string };
  if (!code?.startsWith("ERR_PARSE_ARGS")) throw error;
  throw new Refusal(message.split(". ")[0]);
}

export const parser = command("bench", "Measure one part of the lab.")
  .argument("<name>", `one of ${Object.keys(benches).join(", ")}`)
  .argument("[options...]", "the bench's own, and --json: figures for a machine")
  .allowUnknownOption() // each bench refuses what it does not know
  .passThroughOptions();

/** A bench that there is, and its arguments. */
export function chosen([name, ...args]: readonly string[]): [name: string, args: string[]] {
  if (!Object.hasOwn(benches, name)) refuseName("bench", name, Object.keys(benches));
  if (args.some((arg) => ["-h", "--help"].includes(arg))) parser.help();
  checkCounts(args);
  return [name, args];
}

async function work(): Promise<void> {
  const [name, args] = chosen(parser.args);
  const { bench } = await benches[name]();
  await bench(args).catch(refuseArgs);
}

if (import.meta.main) await start(parser, work);
