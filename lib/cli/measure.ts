/**
 * `deno task measure`: what a real model scores, one phase after the other. See `usage` below.
 *
 * A phase is a notebook's preset `real`. Replies, verdicts and executed notebooks are kept in
 * `results/runs/real`: killed at any moment and started again, no reply is asked for twice.
 */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { describeFailure, runNotebook } from "../notebook/mod.ts";
import { runsFolder } from "../runs/mod.ts";
import { progressLine } from "./progressLine.ts";
import { readArgs, refuse } from "./readArgs.ts";
import { figuresOf } from "./real/figures.ts";
import { phases } from "./real/phases.ts";
import { writeFigures } from "./real/writeFigures.ts";

const usage = `deno task measure [PHASE…] [options]
  PHASE           ${Object.keys(phases).join(", ")} (all, in this order)
  --figures       measure nothing: write what is finished to results/reference/real
  --limit N       at most N tasks of each phase
  TRACELAB_THREADS=1 is faster where others use the machine.`;

const { values, positionals } = readArgs({
  allowPositionals: true,
  options: {
    figures: { type: "boolean", default: false },
    limit: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const unknown = positionals.find((name) => !Object.hasOwn(phases, name));
if (unknown !== undefined) {
  refuse(`unknown phase: ${unknown} (known: ${Object.keys(phases).join(", ")})`);
}
const names = positionals.length ? positionals : Object.keys(phases);
const root = join(import.meta.dirname!, "../..");
const folder = join(runsFolder(), "real");
const store = join(folder, "completions");

if (values.figures) {
  for (const name of names) {
    try {
      const figures = figuresOf(name, phases[name], join(folder, name));
      const files = writeFigures(figures, {
        to: join(root, "results/reference/real"),
        store: phases[name].own ? store : undefined,
      });
      const [base] = figures.measured.arms;
      console.log(`${name}: ${base.tasks} tasks, ${files.join(", ")}`);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      console.log(error.message);
    }
  }
  process.exit(0);
}

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
process.once("SIGTERM", () => stop.abort());
const progress = progressLine();
for (const name of names) {
  if (stop.signal.aborted) break;
  const { notebook, parameters } = phases[name];
  const limit = values.limit === undefined ? {} : { limit: values.limit };
  await mkdir(join(folder, name), { recursive: true });
  const events = runNotebook(join(root, `notebooks/${notebook}.ipynb`), {
    out: join(folder, `${name}.ipynb`),
    preset: "real",
    parameters: { ...parameters, ...limit },
    env: { TRACELAB_RUNS: join(folder, name), TRACELAB_STORE: store },
    timeoutMs: 24 * 3_600_000,
    signal: stop.signal,
  });
  for await (const event of events) {
    if (event.type === "cell") {
      progress.show(`${name}: ${notebook}, cell ${event.index}/${event.cells}`);
    } else if (event.type === "end") {
      const seconds = (event.milliseconds / 1000).toFixed(0);
      const how = event.failure ? describeFailure(event.failure) : "done";
      progress.done(`${new Date().toISOString().slice(0, 19)} ${name}: ${how} (${seconds} s)`);
      if (event.failure) process.exitCode = 1;
    }
  }
}
if (!existsSync(store)) console.log("nothing was asked");
