/** Where runs are kept: `results/runs/<experiment>/<run>/`. */
import { join } from "node:path";
import process from "node:process";
import { projectFolder } from "../base/mod.ts";
import { RunError } from "./runError.ts";

/**
 * `TRACELAB_RUNS`, or `results/runs` of the project around a folder.
 *
 * @param here @default {the current folder}
 *
 * @example
 * ```ts
 * import { runsFolder } from "tracelab";
 * runsFolder(); // "…/results/runs"
 * ```
 */
export function runsFolder(here?: string): string {
  return process.env.TRACELAB_RUNS ?? join(projectFolder(here), "results", "runs");
}

/**
 * The folder of `experiment` or `experiment/run`; the run is `main` when none is named.
 *
 * @example
 * ```ts
 * import { runFolder } from "tracelab/runs";
 * runFolder("base-code/seed-1", "results/runs"); // "results/runs/base-code/seed-1"
 * ```
 */
export function runFolder(name: string, root: string = runsFolder()): string {
  const [experiment, run = "main", ...rest] = name.split("/");
  for (const part of [experiment, run]) {
    if (rest.length || !/^[\w][\w.+-]*$/.test(part)) {
      throw new RunError(`a run is named 'experiment' or 'experiment/run': '${name}'`);
    }
  }
  return join(root, experiment, run);
}
