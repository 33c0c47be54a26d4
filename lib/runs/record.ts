/** Records a method's attempts, and goes on where an earlier process was ended. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { freed, untilInterrupted, watchWork } from "../base/mod.ts";
import { recalling, type Verdict } from "../sandbox/mod.ts";
import { type Task } from "../tasks/mod.ts";
import { Attempt } from "./attempt.ts";
import { AttemptLog, type Place, placedAttempts, unjudged } from "./attemptLog.ts";
import { inRun, type RunContext } from "./currentRun.ts";
import { unfinish, writeFinished } from "./finished.ts";
import { lockRun } from "./lockRun.ts";
import { differences, newManifest, readManifest, writeManifest } from "./manifest.ts";
import { writePrompts } from "./prompts.ts";
import { Run } from "./run.ts";
import { RunError } from "./runError.ts";
import { runFolder } from "./runFolder.ts";

/** What a run is: everything but `root`, `signal` and `on` must be the same when it is resumed. */
export interface RecordConfig {
  tasks: Task[];
  seed?: number;
  /** Name of the branch: a flow that is given none of its own takes it. */
  arm?: string;
  /** Where runs are kept. @default {"results/runs" of the project, or TRACELAB_RUNS} */
  root?: string;
  signal?: AbortSignal;
  /** Called for each attempt; `fresh` is false where it was on record already. */
  on?: (attempt: Attempt, fresh: boolean) => void;
  /** Any parameters; models and sandboxes are kept by name. */
  [parameter: string]: unknown;
}

/** The finished attempts of a run: found by id and by judged program, read from the log when asked. */
class Finished {
  readonly #byId = new Map<string, Place>();
  readonly #byProgram = new Map<string, Place>();
  /** Branches of the experiment that are on record. */
  readonly arms = new Set<string>();

  constructor(readonly log: AttemptLog) {
    for (const { attempt, place } of placedAttempts(log.path)) {
      if (this.#byId.has(attempt.id)) {
        throw new RunError(`${log.path}: two attempts '${attempt.id}'`);
      }
      this.#byId.set(attempt.id, place);
      this.arms.add(attempt.arm);
      for (const verdict of [attempt.verdict, attempt.visible]) {
        // What nobody could judge (a library was missing, a lane was lost) is judged again.
        if (verdict?.key && verdict.status !== "harness") this.#byProgram.set(verdict.key, place);
      }
    }
  }

  ids(): Iterable<string> {
    return this.#byId.keys();
  }

  get(id: string): Attempt | undefined {
    const place = this.#byId.get(id);
    return place && this.log.attemptAt(place);
  }

  /** The verdict of a program by its key. */
  verdict(key: string): Verdict | undefined {
    const place = this.#byProgram.get(key);
    if (!place) return undefined;
    const { verdict, visible } = this.log.attemptAt(place);
    return verdict?.key === key ? verdict : visible;
  }
}

/**
 * Runs a method to its end and keeps every attempt in `results/runs/<experiment>/<run>/`: a name is
 * `experiment` or `experiment/run`. A run that exists is resumed.
 *
 * @throws {RunError} when the run exists with other parameters, models or tasks (the message says
 * which), when it holds attempts of another arm, reply or test than the method now makes, when another
 * process is writing it, or when its log is malformed
 *
 * @example
 * ```ts
 * import { attempt, record, Task } from "tracelab";
 * import { mkdtempSync } from "node:fs";
 * import assert from "node:assert/strict";
 * const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });
 * async function* method() {
 *   yield attempt({ method: "mine", taskId: task.id });
 * }
 * const root = mkdtempSync("/tmp/runs-");
 * const run = await record("demo", { tasks: [task], seed: 7, root }, method());
 * assert.equal(run.attempts.length, 1);
 * ```
 */
export async function record(
  name: string,
  config: RecordConfig,
  attempts: AsyncIterable<Attempt>,
): Promise<Run> {
  checkArguments(name, config, attempts);
  const { tasks, seed, root, signal, on, ...parameters } = config;
  if (seed !== undefined && !Number.isInteger(seed)) {
    throw new RunError(`'seed' must be an integer: ${seed}`);
  }
  const folder = runFolder(name, root);
  const fullName = name.includes("/") ? name : `${name}/main`;
  mkdirSync(folder, { recursive: true });
  const unlock = lockRun(folder);
  try {
    const now = await newManifest(fullName, { tasks, seed, parameters });
    const old = readManifest(folder);
    if (old) {
      const changed = differences(old, now);
      if (changed.length) {
        throw new RunError(
          `run ${fullName} exists with other parameters: ${changed.join(", ")} ` +
            `(choose another name, or delete ${folder})`,
        );
      }
      now.sessions.unshift(...old.sessions);
    }
    writeManifest(folder, now);
    writePrompts(folder, tasks);
    const log = new AttemptLog(join(folder, "attempts.jsonl"));
    const { arm } = parameters;
    try {
      const made = await appendAll(log, attempts, {
        folder,
        name: fullName,
        seed,
        arm,
        signal,
        on,
      });
      writeFinished(folder, made);
    } finally {
      log.close();
    }
    return new Run(folder);
  } finally {
    unlock();
  }
}

/** A notebook's kernel checks no types. */
function checkArguments(name: unknown, config: RecordConfig, attempts: unknown) {
  const write = "record(NAME, { tasks }, base({ tasks, coder, python }))";
  if (typeof name !== "string") throw new RunError(`a run needs a name, as a text: ${write}`);
  if (!Array.isArray(config?.tasks)) {
    throw new RunError(`run ${name}: the second argument has its tasks, a list: ${write}`);
  }
  if (typeof attempts === "function") {
    throw new RunError(`run ${name}: the method is to be called: ${attempts.name || "method"}(…)`);
  }
  if (!(Symbol.asyncIterator in Object(attempts))) {
    throw new RunError(`run ${name}: the third argument gives its attempts: ${write}`);
  }
}

/** Appends what is not on record; returns how many attempts the method made. */
async function appendAll(
  log: AttemptLog,
  attempts: AsyncIterable<Attempt>,
  { folder, name, seed, arm, signal, on }:
    & Pick<RecordConfig, "seed" | "arm" | "signal" | "on">
    & { folder: string; name: string },
): Promise<number> {
  const finished = new Finished(log);
  const others = [...finished.arms].filter((one) => one !== arm);
  if (arm !== undefined && others.length) {
    throw new RunError(
      `run ${name} of the arm '${arm}' holds attempts of the arm '${others[0]}' (delete ${folder})`,
    );
  }
  /** What was handed to the method as it stands on record, and may come back so. */
  const read = new WeakSet<Attempt>();
  const done = (id: string) => {
    const attempt = finished.get(id);
    if (!attempt || unjudged(attempt)) return undefined;
    read.add(attempt);
    return attempt;
  };
  const context: RunContext = { name, seed, arm, done };
  const recall = (key: string) => finished.verdict(key);
  const step = <T>(work: () => T): T => inRun(context, () => recalling(recall, work));
  const seen = new Set<string>();
  const iterator = step(() => attempts[Symbol.asyncIterator]());
  const watch = watchWork({ label: name, unit: "attempts" });
  let why: unknown;
  try {
    while (true) {
      signal?.throwIfAborted();
      const { value, done } = await untilInterrupted(step(() => iterator.next()));
      if (done) break;
      const known = read.has(value);
      const attempt = known ? value : wellFormed(value);
      if (seen.has(attempt.id)) throw new RunError(`the method gave attempt '${attempt.id}' twice`);
      seen.add(attempt.id);
      const earlier = known ? attempt : finished.get(attempt.id);
      if (earlier && !known) refuseAnother(earlier, attempt);
      const fresh = !earlier || (unjudged(earlier) && !unjudged(attempt));
      if (fresh) {
        unfinish(folder);
        log.append(attempt);
      }
      const { verdict, completion } = attempt;
      watch.step({
        cost: fresh ? completion?.cost : 0,
        failed: verdict && verdict.status !== "passed",
      });
      on?.(fresh ? attempt : earlier!, fresh);
    }
  } catch (error) {
    why = error;
    throw error;
  } finally {
    await watch.end();
    await freed(() => step(() => iterator.return?.()), why);
  }
  const left = [...finished.ids()].filter((id) => !seen.has(id));
  if (left.length) {
    throw new RunError(
      `run ${name} holds ${left.length} attempts that the method does not make any more, ` +
        `for instance '${
          left[0]
        }': it has changed since (choose another name, or delete ${folder})`,
    );
  }
  return seen.size;
}

/** Refused before it is written: what is on disk can always be read. */
function wellFormed(value: unknown): Attempt {
  const result = Attempt.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const id = (value as Partial<Attempt> | undefined)?.id ?? "?";
  throw new RunError(
    `the method gave a malformed attempt '${id}': ${issue.path.join(".")}: ${issue.message}`,
  );
}

/**
 * A method that asks something else when it is run again, gets another reply or judges by other tests
 * cannot be resumed: what it makes now would stand beside what another set-up made.
 */
function refuseAnother(earlier: Attempt, now: Attempt) {
  const refuse = (what: string, why: string) => {
    throw new RunError(`attempt '${now.id}' ${what} than the one on record: ${why}`);
  };
  const [was, is] = [earlier.completion, now.completion];
  if (was?.model !== is?.model) {
    refuse("is of another model", `${was?.model} → ${is?.model}`);
  }
  if (was?.key !== is?.key) {
    refuse(
      "answers another request",
      `${was?.key} → ${is?.key}: the method, the model or a prompt has changed since`,
    );
  }
  if (was?.text !== is?.text) {
    refuse(
      "is another reply",
      `${is?.model} is not what it was, or was asked again for want of a store`,
    );
  }
  for (const tests of ["verdict", "visible"] as const) {
    const [a, b] = [earlier[tests]?.key, now[tests]?.key];
    if (a !== undefined && b !== undefined && a !== b) {
      refuse("was judged by other tests or limits", `${tests} ${a} → ${b}`);
    }
  }
}
