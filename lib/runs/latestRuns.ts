import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { readFinished } from "./finished.ts";
import { Run } from "./run.ts";
import { runFolder } from "./runFolder.ts";

/** What runs of one experiment share: parameters but for the arm, and tasks. */
function setUp({ manifest }: Run): string {
  const { arm: _arm, ...shared } = manifest.parameters;
  return JSON.stringify([shared, manifest.tasks.sha256]);
}

const startedAt = ({ manifest }: Run) => manifest.sessions.at(-1)?.startedAt ?? "";

/**
 * The finished runs of an experiment's latest set-up: all arms and seeds with the parameters and tasks of
 * the run that was started last. Empty where nothing was recorded.
 *
 * @param root Where runs are kept. @default {"results/runs" of the project, or TRACELAB_RUNS}
 *
 * @example
 * ```ts
 * import { latestRuns } from "tracelab";
 * for (const run of latestRuns("TaskDecompositionADaPT")) console.log(run.name, run.manifest.seed);
 * ```
 */
export function latestRuns(experiment: string, { root }: { root?: string } = {}): Run[] {
  const folder = dirname(runFolder(experiment, root));
  if (!existsSync(folder)) return [];
  const runs = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory()) // beside them may be files: the tests of a prompt search
    .map(({ name }) => name).sort()
    .filter((name) => readFinished(join(folder, name)) !== undefined)
    .map((name) => new Run(join(folder, name)))
    .sort((a, b) => startedAt(a) < startedAt(b) ? -1 : 1);
  const last = runs.at(-1);
  return last ? runs.filter((run) => setUp(run) === setUp(last)) : [];
}
