/**
 * `deno task reproduce`: runs the notebooks from nothing and compares their tables with
 * `results/reference`.
 *
 * Every run gets a folder of its own with its own store of completions and verdicts: what is
 * compared was generated and judged just now.
 */
import { existsSync, globSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { basename, join } from "node:path";
import process from "node:process";
import { z } from "zod";
import {
  describeFailure,
  NamedTable,
  namedTables,
  presetsOf,
  readNotebook,
  type ReportEntry,
  reportHtml,
  runNotebook,
  tableDifferences,
} from "../notebook/mod.ts";
import { show } from "../show/mod.ts";
import { writeWhole } from "../base/mod.ts";
import { commitOf } from "./commitOf.ts";
import { progressLine } from "./progressLine.ts";
import { runsSince } from "./runsSince.ts";
import { command, refuseName, start } from "./command.ts";

const root = join(import.meta.dirname!, "../..");

export const parser = command(
  "reproduce",
  "Run notebooks from nothing and compare their tables with results/reference.",
)
  .argument("[notebook...]", "names as in notebooks/ (all of them)")
  .option("--full", "the preset full: three seeds, every size")
  .option("--update", "write the tables to results/reference instead of comparing");

/** BaseCode first, then by name; the summary of everything last. */
const rank = (name: string) => ["BaseCode", undefined, "ResultTables"].indexOf(name) + 1 || 2;
const all = globSync(join(root, "notebooks/*.ipynb")).map((file) => basename(file, ".ipynb"))
  .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));

/** The notebooks that were asked for. */
export function chosen(positionals: readonly string[]): string[] {
  const unknown = positionals.find((name) => !all.includes(name));
  if (unknown !== undefined) refuseName("notebook", unknown, all);
  return positionals.length ? all.filter((name) => positionals.includes(name)) : all;
}

async function work(): Promise<number> {
  const values = parser.opts<{ full?: boolean; update?: boolean }>();
  const names = chosen(parser.args);
  const preset = values.full ? "full" : "quick";
  const stamp = new Date().toISOString().replace(/\..*/, "").replace(/\D/g, "-");
  const folder = join(root, "results/runs/reproduce", stamp);
  await mkdir(folder, { recursive: true });

  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  process.once("SIGTERM", () => stop.abort());
  const progress = progressLine();
  const entries: ReportEntry[] = [];
  const began = performance.now();

  for (const [i, name] of names.entries()) {
    const file = join(root, `notebooks/${name}.ipynb`), since = Date.now();
    const events = runNotebook(file, {
      out: join(folder, `${name}.ipynb`),
      // One without presets reads what the others have just recorded.
      preset: preset in presetsOf(await readNotebook(file)) ? preset : undefined,
      env: { TRACELAB_RUNS: join(folder, "runs"), TRACELAB_STORE: join(folder, "completions") },
      timeoutMs: values.full ? 3_600_000 : 600_000,
      signal: stop.signal,
    });
    for await (const event of events) {
      if (event.type === "cell") {
        progress.show(`[${i + 1}/${names.length}] ${name}: cell ${event.index}/${event.cells}`);
      }
      if (event.type !== "end") continue;
      const { notebook, failure, milliseconds } = event;
      const tables = namedTables(notebook);
      progress.done(`\n# ${name} (${(milliseconds / 1000).toFixed(1)} s)`);
      for (const { name, rows } of tables) {
        const data = await show.displayData(show.table(rows));
        console.log(`\n${name}\n${String(data["text/plain"])}`);
      }
      const details = failure
        ? [describeFailure(failure)]
        : await differences(name, tables, preset, values.update);
      const outcome = failure ? "failed" : details.length ? "differs from the reference" : "ok";
      console.log([`\n${name}: ${outcome}`, ...details].join("\n  "));
      const seconds = milliseconds / 1000, ok = details.length === 0;
      const runs = runsSince(join(folder, "runs"), since), viewer = `${name}.viewer.html`;
      if (runs.length) show.run(runs).save(join(folder, viewer));
      const links = runs.length ? [{ text: "every attempt of its runs", href: viewer }] : [];
      entries.push({ name, notebook, outcome, ok, details, seconds, links });
    }
    if (stop.signal.aborted) break;
  }

  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  const good = entries.filter(({ ok }) => ok).length;
  const about = [
    `${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC · commit ${commitOf(root)} · ` +
    `preset ${preset} · ${minutes} minutes`,
    `${process.platform} ${process.arch} · ${cpus().length} × ${cpus()[0]?.model ?? "unknown"} · ` +
    `${Math.round(totalmem() / 2 ** 30)} GiB · Deno ${Deno.version.deno}`,
  ];
  const report = join(folder, "report.html");
  writeWhole(report, await reportHtml(entries, about));
  console.log(
    `\n${good} of ${names.length} notebooks agree with the reference (${minutes} minutes)`,
  );
  console.log(`report: ${report}`);
  return good === names.length ? 0 : 1;
}

/** Compares with the committed tables, or replaces them. */
async function differences(name: string, tables: NamedTable[], preset: string, update = false) {
  const file = join(root, "results/reference", preset, `${name}.json`);
  if (update) {
    await mkdir(join(root, "results/reference", preset), { recursive: true });
    writeWhole(file, JSON.stringify(tables, null, 1) + "\n");
    return [];
  }
  if (!existsSync(file)) return [`no reference: ${file} (--update writes it)`];
  const reference = z.array(NamedTable).parse(JSON.parse(await readFile(file, "utf8")));
  return tableDifferences(tables, reference);
}

if (import.meta.main) await start(parser, work);
