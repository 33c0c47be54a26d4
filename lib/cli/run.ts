/**
 * `deno task run NOTEBOOK`: runs one notebook headless, or tells its parameters (`--list`).
 */
import { InvalidArgumentError, Option } from "commander";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { parse } from "yaml";
import {
  chosenParameters,
  describeFailure,
  type KernelName,
  parametersOf,
  presetsOf,
  readNotebook,
  runNotebook,
} from "../notebook/mod.ts";
import { freeName } from "../base/mod.ts";
import { keepIndex, show } from "../show/mod.ts";
import { command, count, here, oneLine, Refusal, refuseName, start } from "./command.ts";
import { runsFolder } from "../runs/mod.ts";
import { executedName } from "./executedName.ts";
import { progressLine } from "./progressLine.ts";
import { runsSince } from "./runsSince.ts";

const root = join(import.meta.dirname!, "../..");

interface Options {
  kernel: KernelName;
  preset?: string;
  param: Record<string, string>;
  config?: string;
  name?: string;
  out?: string;
  force?: boolean;
  timeout?: number;
  list?: boolean;
  json?: boolean;
}

/** `name=value`, once or more. */
function pair(text: string, before: Record<string, string> = {}): Record<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("It must be name=value.");
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function plainName(text: string): string {
  if (/^\w[\w.+=,-]*$/.test(text)) return text;
  throw new InvalidArgumentError("It must be a name without folders.");
}

export const parser = command("run", "Run one notebook headless, in a kernel of its own.")
  .argument("<notebook>", "a file, or the name of one in notebooks/")
  .addOption(new Option("--kernel <name>", "the kernel").choices(["deno", "tslab"]).default("deno"))
  .option("--preset <name>", "values from the notebook's presets table")
  .option("--param <name=value>", "one value; may be repeated", pair, {})
  .option("--config <file>", "values of parameters in YAML or JSON; - reads stdin; --param wins")
  .option("--list", "tell the notebook's parameters and presets, and end")
  .option("--json", "with --list: as JSON")
  .option("--out <file>", "the executed notebook; one of that name is replaced")
  .option("--name <name>", "its name in results/runs (NOTEBOOK-WHAT-DIFFERS, numbered)", plainName)
  .option("--force", "replace the one of that name in results/runs")
  .option("--timeout <seconds>", "end a cell after it (a preset may take hours: no end)", count());

/** Values by parameter from a file of them. */
export function readConfig(file: string): Record<string, unknown> {
  const text = readFileSync(file === "-" ? 0 : here(file), "utf8");
  let found: unknown;
  try {
    found = parse(text);
  } catch (error) {
    throw new Error(`--config ${file}: ${(error as Error).message.split("\n")[0]}`);
  }
  if (typeof found === "object" && found !== null && !Array.isArray(found)) {
    return found as Record<string, unknown>;
  }
  throw new Error(`--config ${file}: want parameters by name`);
}

parser.configureOutput({
  outputError: (text, write) => {
    const [, name] = /unknown option '--(\w+)'/.exec(text) ?? [];
    const hint = name === undefined ? "" : `; a notebook's parameter: --param ${name}=VALUE`;
    write(`${oneLine(text)}${hint}\n`);
  },
});

/** The file that is meant, by its path or its name. */
function notebookFile(given: string): string {
  const file = here(given), own = join(root, "notebooks", `${given.replace(/\.ipynb$/, "")}.ipynb`);
  if (existsSync(file)) return file;
  if (existsSync(own)) return own;
  const known = readdirSync(join(root, "notebooks")).filter((name) => name.endsWith(".ipynb"));
  if (/[/\\]/.test(given)) throw new Refusal(`no notebook ${given}`);
  refuseName("notebook", given, known.map((name) => name.replace(/\.ipynb$/, "")));
}

/** What a notebook can be told: its parameters, and the presets' values. */
async function list(file: string, json = false): Promise<void> {
  const notebook = await readNotebook(file);
  const parameters = parametersOf(notebook), presets = presetsOf(notebook);
  if (json) return console.log(JSON.stringify({ parameters, presets }));
  const text = (value: unknown) => value === undefined ? "" : JSON.stringify(value);
  const rows = parameters.map(({ name, type, default: value, about }) => ({
    parameter: name,
    type,
    default: text(value),
    ...Object.fromEntries(
      Object.entries(presets).map(([preset, values]) => [preset, text(values[name])]),
    ),
    about,
  }));
  if (rows.length === 0) return console.log("no parameters");
  const data = await show.displayData(show.table(rows, { maxRows: 1000 }));
  console.log(data["text/plain"]);
}

async function work(): Promise<void> {
  const file = notebookFile(parser.args[0]);
  const { kernel, preset, param, config, timeout, force, name, out: asked, list: only, json } =
    parser.opts<Options>();
  if (only) return await list(file, json);
  const parameters = { ...config === undefined ? {} : readConfig(config), ...param };
  chosenParameters(await readNotebook(file), { preset, values: parameters }); // before a kernel starts
  const texts = Object.fromEntries(
    Object.entries(parameters).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
  const own = name ?? executedName(file, { kernel, preset, parameters: texts });
  const folder = "results/runs";
  const place = force ? join(folder, `${own}.ipynb`) : freeName(folder, own, ".ipynb");
  const out = asked === undefined ? place : here(asked);
  await execute(file, out, { kernel, preset, parameters, timeoutMs: timeout && timeout * 1000 });
}

async function execute(
  file: string,
  out: string,
  options: {
    kernel: KernelName;
    preset?: string;
    parameters: Record<string, unknown>;
    timeoutMs?: number;
  },
): Promise<void> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  process.once("SIGTERM", () => stop.abort());

  const progress = progressLine(), since = Date.now();
  try {
    if (options.kernel === "tslab") {
      // Loaded here: the compiler takes longer to load than Deno's kernel to start.
      const modules = (await import("./buildPackage.ts")).buildPackage();
      if (modules) progress.done(`built ${modules} modules into lib/dist`);
    }
    const events = runNotebook(file, { ...options, out, signal: stop.signal });
    for await (const event of events) {
      if (event.type === "start") {
        progress.done(`${event.kernel} kernel up in ${event.milliseconds.toFixed(0)} ms`);
      } else if (event.type === "cell") {
        progress.show(`cell ${event.index}/${event.cells}`);
      } else if (event.type === "end") {
        const seconds = (event.milliseconds / 1000).toFixed(1);
        if (event.failure) {
          progress.done(describeFailure(event.failure));
          console.log(`wrote ${out} as far as it ran (${seconds} s)`);
          process.exitCode = 1;
        } else progress.done(`wrote ${out} (${seconds} s)`);
        sayRuns(runsFolder(dirname(resolve(file))), since); // the kernel's folder is the notebook's
      }
    }
  } finally {
    progress.end();
  }
}

/** How to look into what a notebook recorded; a large log is indexed now, so that nobody waits for it then. */
function sayRuns(root: string, since: number): void {
  const found = runsSince(root, since), runs = found.map(({ name }) => name);
  for (const { folder } of found) keepIndex(folder);
  const where = root === runsFolder() ? [] : ["--runs", root];
  if (runs.length) console.log(["look into it: deno task view", ...where, ...runs].join(" "));
}

if (import.meta.main) await start(parser, work);
