/**
 * `deno task measure`: what a real model scores, one phase after the other.
 *
 * A phase is a notebook's preset `real`. Replies, verdicts and executed notebooks are kept in
 * `results/runs/real`: killed at any moment and started again, no reply is asked for twice, nor is one
 * that was committed.
 */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { describeFailure, namedTables, readNotebook, runNotebook } from "../notebook/mod.ts";
import { runsFolder } from "../runs/mod.ts";
import { command, count, refuseName, start } from "./command.ts";
import { progressLine } from "./progressLine.ts";
import { figuresOf } from "./real/figures.ts";
import { phases } from "./real/phases.ts";
import { takeReplies } from "./real/takeReplies.ts";
import { writeFigures } from "./real/writeFigures.ts";

const known = Object.keys(phases);

export const parser = command("measure", "What a real model scores, one phase after the other.")
  .argument("[phase...]", `${known.join(", ")} (all, in this order)`)
  .option("--figures", "measure nothing: write what is finished to results/reference/real")
  .option("--limit <n>", "at most so many tasks of each phase", count())
  .addHelpText("after", "\nTRACELAB_THREADS=1 is faster where others use the machine.");

/** The phases that were asked for. */
export function chosen(asked: readonly string[]): readonly string[] {
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) refuseName("phase", unknown, known);
  return asked.length ? asked : known;
}

const root = join(import.meta.dirname!, "../..");
const folder = join(runsFolder(), "real");
const store = join(folder, "completions");
const reference = join(root, "results/reference/real");

async function work(): Promise<number> {
  const values = parser.opts<{ figures?: boolean; limit?: number }>();
  const names = chosen(parser.args);
  if (values.figures) {
    for (const name of names) {
      try {
        const figures = figuresOf(name, phases[name], join(folder, name));
        const files = writeFigures(figures, {
          to: reference,
          store: phases[name].own ? store : undefined,
          tables: phases[name].tables
            ? namedTables(await readNotebook(join(folder, `${name}.ipynb`)))
            : undefined,
        });
        const [base] = figures.measured.arms;
        console.log(`${name}: ${base.tasks} tasks, ${files.join(", ")}`);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        console.log(error.message);
      }
    }
    return 0;
  }

  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  process.once("SIGTERM", () => stop.abort());
  let code = 0;
  const progress = progressLine();
  for (const name of names) {
    if (stop.signal.aborted) break;
    const { notebook, parameters } = phases[name];
    const limit = values.limit === undefined ? {} : { limit: values.limit };
    await mkdir(join(folder, name), { recursive: true });
    takeReplies(name, { from: reference, store });
    const events = runNotebook(join(root, `notebooks/${notebook}.ipynb`), {
      out: join(folder, `${name}.ipynb`),
      preset: "real",
      parameters: { ...parameters, ...limit },
      env: { TRACELAB_RUNS: join(folder, name), TRACELAB_STORE: store },
      signal: stop.signal,
    });
    for await (const event of events) {
      if (event.type === "cell") {
        progress.show(`${name}: ${notebook}, cell ${event.index}/${event.cells}`);
      } else if (event.type === "end") {
        const seconds = (event.milliseconds / 1000).toFixed(0);
        const how = event.failure ? describeFailure(event.failure) : "done";
        progress.done(`${new Date().toISOString().slice(0, 19)} ${name}: ${how} (${seconds} s)`);
        if (event.failure) code = 1;
      }
    }
  }
  if (!existsSync(store)) console.log("nothing was asked");
  return code;
}

if (import.meta.main) await start(parser, work);
