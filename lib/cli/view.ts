/** `deno task view [RUN…]`: recorded runs in the browser, or as one file. */
import { existsSync, globSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import process from "node:process";
import { openRun, type Run, runsFolder } from "../runs/mod.ts";
import { serveRuns, show } from "../show/mod.ts";
import { command, count, here, start } from "./command.ts";

interface Options {
  port: number;
  out?: string;
  runs?: string;
}

export const parser = command("view", "Look into recorded runs: each attempt, and what came of it.")
  .argument("[run...]", "EXPERIMENT, EXPERIMENT/RUN, or a run's folder (a list of all)")
  .option("--port <n>", "where it is served, on this machine only; 0 takes any", count(0), 8788)
  .option("--out <file>", "write one HTML file that needs nothing else, and end")
  .option("--runs <folder>", "where runs are kept (results/runs)");

/** The runs in a folder, by name. */
function namesIn(folder: string): string[] {
  return globSync(join(folder, "*/*/attempts.jsonl"))
    .map((file) => relative(folder, dirname(file))).sort();
}

/** A run by name; of an experiment without a `main`, all of its runs. */
function expanded(name: string, root: string): string[] {
  if (existsSync(join(here(name), "manifest.json"))) return [here(name)];
  if (name.includes("/") || existsSync(join(root, name, "main"))) return [name];
  const all = namesIn(root).filter((one) => one.startsWith(`${name}/`));
  if (all.length) return all;
  const known = [...new Set(namesIn(root).map((one) => one.split("/")[0]))];
  throw new Error(`no run '${name}' in ${root}${known.length ? `: ${known.join(", ")}` : ""}`);
}

async function work(): Promise<void> {
  const { port, out, runs } = parser.opts<Options>();
  const root = runs === undefined ? runsFolder() : here(runs);
  const open = (name: string): Run => openRun(name, { root });
  const names = parser.args.flatMap((name) => expanded(name, root));
  const chosen = names.map(open); // refused before anything is served
  if (out !== undefined) {
    if (chosen.length === 0) throw new Error("--out wants the name of a run");
    console.log(show.run(chosen).save(here(out)));
    return;
  }
  await using server = await serveRuns(() => namesIn(root), { port, open, first: names });
  const query = names.map((name) => `run=${encodeURIComponent(name)}`).join("&");
  console.log(`${server.url}${query && `?${query}`}`);
  console.error("ctrl-C ends it");
  await new Promise<void>((ended) => {
    process.once("SIGINT", ended);
    process.once("SIGTERM", ended);
  });
}

if (import.meta.main) await start(parser, work);
