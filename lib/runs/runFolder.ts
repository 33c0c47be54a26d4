/** Where runs are kept: `results/runs/<experiment>/<run>/`. */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { RunError } from "./runError.ts";

/** `TRACELAB_RUNS`, or `results/runs` of the project around the current folder. */
export function runsFolder(): string {
  return process.env.TRACELAB_RUNS ?? join(projectFolder(), "results", "runs");
}

function projectFolder(): string {
  const here = process.cwd();
  for (let folder = here;; folder = dirname(folder)) {
    if (["deno.json", "package.json"].some((file) => existsSync(join(folder, file)))) return folder;
    if (folder === resolve(folder, "..")) return here;
  }
}

/** The folder of `experiment` or `experiment/run`; the run is `main` when none is named. */
export function runFolder(name: string, root: string = runsFolder()): string {
  const [experiment, run = "main", ...rest] = name.split("/");
  for (const part of [experiment, run]) {
    if (rest.length || !/^[\w][\w.+-]*$/.test(part)) {
      throw new RunError(`a run is named 'experiment' or 'experiment/run': '${name}'`);
    }
  }
  return join(root, experiment, run);
}
