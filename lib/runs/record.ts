/** Records a method's attempts, and goes on where an earlier process was ended. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { summarize, withoutTime } from "../metrics/mod.ts";
import { recalling, type Verdict } from "../sandbox/mod.ts";
import type { Task } from "../tasks/mod.ts";
import { Attempt } from "./attempt.ts";
import { AttemptLog, type Place, placedAttempts, unjudged } from "./attemptLog.ts";
import { inRun, type RunContext } from "./currentRun.ts";
import { lockRun } from "./lockRun.ts";
import { differences, newManifest, readManifest, writeManifest, writeWhole } from "./manifest.ts";
import { Run } from "./run.ts";
import { RunError } from "./runError.ts";
import { runFolder } from "./runFolder.ts";

/** What a run is: everything but `root`, `signal` and `on` must be the same when it is resumed. */
export interface RecordConfig {
  tasks: Task[];
  seed?: number;
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

  constructor(readonly log: AttemptLog) {
    for (const { attempt, place } of placedAttempts(log.path)) {
      if (this.#byId.has(attempt.id)) {
        throw new RunError(`${log.path}: two attempts '${attempt.id}'`);
      }
      this.#byId.set(attempt.id, place);
      for (const verdict of [attempt.verdict, attempt.visible]) {
        // What nobody could judge (a library was missing, a lane was lost) is judged again.
        if (verdict?.key && verdict.status !== "harness") this.#byProgram.set(verdict.key, place);
      }
    }
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
 * @throws {RunError} when the run exists with other parameters or tasks (the message says which), when
 * another process is writing it, or when its log is malformed
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
  const { tasks, seed, root, signal, on, ...parameters } = config;
  if (seed !== undefined && !Number.isInteger(seed)) {
    throw new RunError(`'seed' must be an integer: ${seed}`);
  }
  const folder = runFolder(name, root);
  const fullName = name.includes("/") ? name : `${name}/main`;
  mkdirSync(folder, { recursive: true });
  const unlock = lockRun(folder);
  try {
    const now = newManifest(fullName, { tasks, seed, parameters });
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
    const log = new AttemptLog(join(folder, "attempts.jsonl"));
    try {
      await appendAll(log, attempts, { name: fullName, seed, signal, on });
    } finally {
      log.close();
    }
    const run = new Run(folder);
    const summary = withoutTime(summarize(run));
    writeWhole(join(folder, "summary.json"), JSON.stringify(summary, null, 2) + "\n");
    return run;
  } finally {
    unlock();
  }
}

async function appendAll(
  log: AttemptLog,
  attempts: AsyncIterable<Attempt>,
  { name, seed, signal, on }: Pick<RecordConfig, "seed" | "signal" | "on"> & { name: string },
) {
  const finished = new Finished(log);
  const done = (id: string) => {
    const attempt = finished.get(id);
    return attempt && !unjudged(attempt) ? attempt : undefined;
  };
  const context: RunContext = { name, seed, done };
  const recall = (key: string) => finished.verdict(key);
  const step = <T>(work: () => T): T => inRun(context, () => recalling(recall, work));
  const seen = new Set<string>();
  const iterator = step(() => attempts[Symbol.asyncIterator]());
  try {
    while (true) {
      signal?.throwIfAborted();
      const { value, done } = await step(() => iterator.next());
      if (done) return;
      const attempt = wellFormed(value);
      if (seen.has(attempt.id)) throw new RunError(`the method gave attempt '${attempt.id}' twice`);
      seen.add(attempt.id);
      const earlier = finished.get(attempt.id);
      if (earlier) refuseAnother(earlier, attempt);
      const fresh = !earlier || (unjudged(earlier) && !unjudged(attempt));
      if (fresh) log.append(attempt);
      on?.(fresh ? attempt : earlier!, fresh);
    }
  } finally {
    await step(() => iterator.return?.());
  }
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

/** A method that asks something else when it is run again cannot be resumed. */
function refuseAnother(earlier: Attempt, now: Attempt) {
  const [a, b] = [earlier.completion?.key, now.completion?.key];
  if (a !== b) {
    throw new RunError(
      `attempt '${now.id}' answers another request than the one on record (${a} → ${b}): ` +
        "the method or a prompt has changed since",
    );
  }
}
