import { createHash } from "node:crypto";
import { type Attempt, record } from "../runs/mod.ts";
import type { Task } from "../tasks/mod.ts";

export interface RunArmsOptions {
  tasks: Task[];
  /** Each arm runs once a seed. @default {[0]} */
  seeds?: readonly number[];
  /** What else makes the runs what they are: model URIs, rounds, sampling. Kept in the manifests. */
  parameters: Record<string, unknown>;
  /** Where runs are kept. @default {"results/runs" of the project} */
  root?: string;
}

/** What `record` is given beside the parameters. */
const reserved = ["tasks", "seed", "root", "signal", "on", "arm"];

/**
 * Runs the arms of an experiment on the same tasks and seeds and gives all their attempts.
 *
 * Each arm and seed is a recorded run, `experiment/ARM-SEED-HASH`; the hash is of tasks and parameters,
 * so a changed parameter starts another run and an old one is found again.
 *
 * @param arms By name; a function of the seed gives the arm's attempts. Order counts where an arm needs
 * what an earlier one made.
 * @throws {RangeError} for a parameter named like an option of `record`
 *
 * @example
 * ```ts
 * import { attempt, runArms, Task } from "tracelab";
 * import assert from "node:assert/strict";
 * import { mkdtempSync } from "node:fs";
 * const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });
 * async function* base(seed: number) {
 *   yield attempt({ method: "base", taskId: task.id, seed });
 * }
 * const options = { tasks: [task], seeds: [1, 2], parameters: {}, root: mkdtempSync("/tmp/runs-") };
 * assert.equal((await runArms("demo", options, { base })).length, 2);
 * ```
 */
export async function runArms(
  experiment: string,
  { tasks, seeds = [0], parameters, root }: RunArmsOptions,
  arms: Record<string, (seed: number) => AsyncIterable<Attempt>>,
): Promise<Attempt[]> {
  const taken = reserved.find((name) => name in parameters);
  if (taken) throw new RangeError(`'parameters' cannot hold '${taken}': it is runArms's own`);
  const what = JSON.stringify([tasks.map((task) => task.id), parameters]);
  const hash = createHash("sha256").update(what).digest("hex").slice(0, 8);
  const attempts: Attempt[] = [];
  for (const seed of new Set(seeds)) {
    for (const [arm, method] of Object.entries(arms)) {
      const name = `${experiment}/${arm}-${seed}-${hash}`;
      const run = await record(name, { tasks, seed, ...parameters, arm, root }, method(seed));
      attempts.push(...run.attempts);
    }
  }
  return attempts;
}
