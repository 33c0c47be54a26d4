import { join, relative, sep } from "node:path";
import process from "node:process";
import { writeWhole } from "../../base/mod.ts";
import type { Run } from "../../runs/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import { $display, type Displayable } from "../displayable.ts";
import { escapeHtml } from "../html.ts";
import { RunTexts } from "./runIndex.ts";
import { type Prompts, runPage } from "./runPage.ts";

/** A page about runs. */
export interface RunView extends Displayable {
  /** The whole page: a file of its own that needs nothing else. */
  html(): string;
  /** Writes the page; returns its path. @default {viewer.html in the first run's folder} */
  save(file?: string): string;
}

/** A larger page is not put into a notebook: there is a link to its file. */
const SHOWN_BYTES = 4e6;

/**
 * Every attempt of a run, or of some beside each other, as a page to look through: tasks by arms and
 * rounds, filters, search, and of each attempt the prompt, the reply, the program, the failing call
 * with expected and got, the trace and what came before. `deno task view` shows the same.
 *
 * Shown in a notebook it is also written to `viewer.html` in the run's folder.
 *
 * @param options.tasks gives the prompts of runs that were recorded without them
 *
 * @example
 * ```ts
 * import { attempt, record, show } from "tracelab";
 * import { mkdtempSync } from "node:fs";
 * async function* method() {
 *   yield attempt({ method: "mine", taskId: "own/1" });
 * }
 * const run = await record("demo", { tasks: [], root: mkdtempSync("/tmp/runs-") }, method());
 * show.run(run).html().startsWith("<!DOCTYPE html>"); // true
 * ```
 */
export function run(
  runs: Run | readonly Run[],
  options: { tasks?: readonly Task[] } = {},
): RunView {
  const all = [runs].flat() as Run[];
  if (all.some((one) => typeof one?.name !== "string" || typeof one.folder !== "string")) {
    throw new TypeError(
      "show.run wants what `await record(…)` gave, or `openRun(NAME)`; " +
        "`deno task view NAME` opens a stored one",
    );
  }
  if (all.length === 0) throw new TypeError("show.run wants a run: there is none");
  const title = titleOf(all.map(({ name }) => name));
  const html = () =>
    runPage(title, { texts: new RunTexts(all), prompts: promptsOf(all, options.tasks) });
  const save = (file = join(all[0].folder, "viewer.html"), page = html()) => {
    writeWhole(file, page);
    return file;
  };
  return {
    html,
    save,
    [$display]: () => {
      const page = html(), file = save(undefined, page);
      // A notebook's links begin at its folder, where its kernel runs.
      const href = relative(process.cwd(), file).split(sep).join("/");
      const link = `<a href="${escapeHtml(href)}" target="_blank">${escapeHtml(title)}</a>`;
      const frame = page.length > SHOWN_BYTES
        ? ""
        : `<iframe title="${escapeHtml(title)}" srcdoc="${
          page.replaceAll("&", "&amp;").replaceAll('"', "&quot;")
        }" style="width:100%;height:600px;border:1px solid rgba(127,127,127,0.4);border-radius:6px"></iframe>`;
      return { "text/html": `<div>${link}</div>${frame}`, "text/plain": `[${title}: ${file}]` };
    },
  };
}

/** The prompts that were recorded, and those of tasks that are given. */
export function promptsOf(runs: readonly Run[], tasks: readonly Task[] = []): Prompts {
  const given = tasks.map(({ id, prompt }) => [id, prompt.complete ?? prompt.instruct ?? ""]);
  return {
    prompts: Object.assign({}, ...runs.map((run) => run.prompts), Object.fromEntries(given)),
    why: "The run was recorded without its prompts: show.run(run, { tasks }) shows them.",
  };
}

/** What the runs share, once: `base-code: seed-1, seed-2`. */
export function titleOf(names: readonly string[]): string {
  const [experiment] = names[0].split("/"), own = names.map((name) => name.split("/")[1] ?? "main");
  const one = names.every((name) => name.split("/")[0] === experiment);
  return one && names.length > 1 ? `${experiment}: ${own.join(", ")}` : names.join(", ");
}
