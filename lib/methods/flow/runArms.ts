import { join } from "node:path";
import { type Attempt, parametersHash, record, runsFolder } from "../../runs/mod.ts";
import type { Sandbox } from "../../sandbox/mod.ts";
import { refuseUnknown } from "../../base/mod.ts";
import { type Task } from "../../tasks/mod.ts";
import { calibrated } from "./calibrated.ts";

export interface RunArmsOptions {
  tasks: Task[];
  /**
   * Judges the canonical solutions before any arm runs: a task whose own does not pass here is no
   * task of the experiment. Needed where a task has one.
   */
  python?: Sandbox;
  /** Each arm runs once a seed. @default {[0]} */
  seeds?: readonly number[];
  /**
   * What else makes the runs what they are: models, rounds, sampling. Kept in the manifests; a model is
   * given as itself, so that what it is (a file, a checkpoint) counts and not its name alone.
   */
  parameters: Record<string, unknown>;
  /** Where runs are kept. @default {"results/runs" of the project} */
  root?: string;
}

/** Makes the attempts of an arm under a seed, on the tasks that can be scored here. */
export type Arm = (seed: number, given: { tasks: Task[]; arm: string }) => AsyncIterable<Attempt>;

/** What `record` is given beside the parameters. */
const reserved = ["tasks", "seed", "root", "signal", "on", "arm", "python"];

const known = {
  tasks: true,
  python: true,
  seeds: true,
  parameters: true,
  root: true,
} satisfies Record<keyof RunArmsOptions, true>;

/**
 * Runs the arms of an experiment on the same tasks and seeds and gives all their attempts.
 *
 * The canonical solutions are judged first, and tasks whose own fails here are left out, with a line
 * that says so. Each arm and seed is a recorded run, `experiment/ARM-SEED-HASH`; the hash is of the
 * tasks' content, the parameters and what the models among them are, so a changed one starts another
 * run and an old one is found again.
 *
 * @param arms By name, or pairs of a name and an arm. The name given is the arm of its attempts,
 * whatever flow makes them. Order counts where an arm needs what an earlier one made.
 * @throws {RangeError} for two arms of one name, for a parameter named like an option of `record`, for
 * an option that is not known, and where no canonical solution passes
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
 * const attempts = await runArms("demo", options, { small: base, large: base });
 * assert.deepEqual(attempts.map(({ arm }) => arm), ["small", "large", "small", "large"]);
 * ```
 */
export async function runArms(
  experiment: string,
  options: RunArmsOptions,
  arms: Record<string, Arm> | Iterable<readonly [string, Arm]>,
): Promise<Attempt[]> {
  refuseUnknown("runArms", options, known);
  const { python, seeds = [0], parameters, root } = options;
  if (typeof parameters !== "object" || parameters === null) {
    throw new RangeError(
      "runArms needs 'parameters', what makes the runs what they are: { coder, rounds, … }, or {}",
    );
  }
  const taken = reserved.find((name) => name in parameters);
  if (taken) throw new RangeError(`'parameters' cannot hold '${taken}': it is runArms's own`);
  const named = namedArms(arms);
  const tasks = await usable(options);
  const hash = await parametersHash(tasks, { ...parameters, python });
  const attempts: Attempt[] = [];
  for (const seed of new Set(seeds)) {
    for (const { arm, file, method } of named) {
      const name = `${experiment}/${file}-${seed}-${hash}`;
      const made = ofArm(arm, { all: options.tasks, tasks }, method(seed, { tasks, arm }));
      const run = await record(name, { tasks, seed, ...parameters, python, arm, root }, made);
      attempts.push(...run.attempts);
    }
  }
  return attempts;
}

/** The arms with their part of a run's name; two that would share a record are refused. */
function namedArms(arms: Record<string, Arm> | Iterable<readonly [string, Arm]>) {
  const pairs = Symbol.iterator in arms
    ? [...arms as Iterable<readonly [string, Arm]>]
    : Object.entries(arms);
  const seen = new Map<string, string>();
  return pairs.map(([arm, method]) => {
    const file = arm.replace(/[^\w.+-]+/g, "-").replace(/^[^\w]+/, "");
    if (!file) throw new RangeError(`an arm needs a name with a letter or digit: '${arm}'`);
    // Some file systems do not tell letters from capitals.
    const other = seen.get(file.toLowerCase());
    if (other !== undefined) {
      throw new RangeError(
        other === arm
          ? `two arms are named '${arm}'`
          : `the arms '${other}' and '${arm}' would share a record: name them apart`,
      );
    }
    seen.set(file.toLowerCase(), arm);
    return { arm, file, method };
  });
}

/** The tasks whose canonical solution passes here, and those that have none. */
async function usable({ tasks, python, root = runsFolder() }: RunArmsOptions): Promise<Task[]> {
  const solved = tasks.filter(({ canonical }) => canonical !== undefined);
  if (!solved.length) return tasks;
  if (!python) {
    throw new RangeError(
      "runArms needs the sandbox ('python'): canonical solutions are judged before a model is",
    );
  }
  const { usable, broken } = await calibrated(tasks, python, {
    cache: join(root, "calibration.txt"),
  });
  if (!broken.length) return tasks;
  const why = broken.slice(0, 5).map(({ task, verdict }) => {
    const { reason, error, status } = verdict;
    return `${task.id} (${(reason ?? error?.message ?? status).split("\n")[0]})`;
  });
  const some = `${why.join(", ")}${broken.length > why.length ? ", …" : ""}`;
  const told = `${broken.length} of ${tasks.length} tasks are left out, since their canonical ` +
    `solutions fail here: ${some}`;
  if (!usable.length) throw new RangeError(told);
  console.warn(told);
  return usable;
}

/** The attempts of an arm under its name; those of tasks that are left out are not its own. */
async function* ofArm(
  arm: string,
  { all, tasks }: { all: readonly Task[]; tasks: readonly Task[] },
  attempts: AsyncIterable<Attempt>,
): AsyncGenerator<Attempt> {
  const scored = new Set(tasks.map(({ id }) => id));
  const loaded = new Set(all.map(({ id }) => id));
  for await (const attempt of attempts) {
    const { taskId, method, arm: was } = attempt;
    if (!loaded.has(taskId)) {
      throw new RangeError(
        `the arm '${arm}' gave an attempt at a task that is not given: ${taskId}`,
      );
    }
    if (!scored.has(taskId)) continue;
    const [own, now] = [`${method}/${was}/`, `${method}/${arm}/`];
    const renamed = (id: string) => id.startsWith(own) ? now + id.slice(own.length) : id;
    yield {
      ...attempt,
      arm,
      id: renamed(attempt.id),
      ...(attempt.parent !== undefined && { parent: renamed(attempt.parent) }),
    };
  }
}
