/** A recorded run: its attempts, as they stand on disk. */
import { join } from "node:path";
import { danfo, type Exports } from "../base/mod.ts";
import type { Attempt } from "./attempt.ts";
import { readAttempts } from "./attemptLog.ts";
import { attemptRow } from "./attemptRow.ts";
import { readFinished } from "./finished.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { readPrompts } from "./prompts.ts";
import { RunError } from "./runError.ts";
import { runFolder } from "./runFolder.ts";

/**
 * A recorded run.
 *
 * @example
 * ```ts
 * import { record } from "tracelab";
 * import { Run } from "tracelab/runs";
 * import { mkdtempSync } from "node:fs";
 * async function* nothing() {}
 * const { folder } = await record("demo", { tasks: [], root: mkdtempSync("/tmp/runs-") }, nothing());
 * new Run(folder).attempts.length; // 0
 * ```
 */
export class Run {
  readonly manifest: Manifest;
  #attempts?: Attempt[];

  /** `folder` holds `manifest.json` and `attempts.jsonl`. */
  constructor(readonly folder: string) {
    const manifest = readManifest(folder);
    if (!manifest) throw new RunError(`no run in ${folder}`);
    this.manifest = manifest;
  }

  get name(): string {
    return this.manifest.name;
  }

  /** Every attempt, read once and kept; for a large run use `stream`. */
  get attempts(): Attempt[] {
    return this.#attempts ??= [...this.stream()];
  }

  /** The attempts one at a time, from the disk. */
  stream(): Generator<Attempt> {
    return readAttempts(join(this.folder, "attempts.jsonl"));
  }

  [Symbol.iterator](): Iterator<Attempt> {
    return this.stream();
  }

  /** The tasks' prompts by id; none of a run that was recorded before there were any. */
  get prompts(): Record<string, string> {
    return readPrompts(this.folder);
  }

  /** How many attempts the run ended with; undefined of one that is not finished. */
  get finished(): number | undefined {
    return readFinished(this.folder);
  }

  /**
   * A danfo frame with one row an attempt; what was not measured is NaN. `toCSV("runs.csv")`, `toJSON()`
   * and `toParquet()` export it.
   */
  async frame() {
    const { DataFrame } = await danfo();
    const frame = new DataFrame([...this.stream()].map(attemptRow));
    return frame as Exports & typeof frame;
  }
}

/**
 * A run by its name, `experiment` or `experiment/run`, or by its folder.
 *
 * @throws {RunError} when there is none
 *
 * @example
 * ```ts
 * import { openRun, record } from "tracelab";
 * import { mkdtempSync } from "node:fs";
 * async function* nothing() {}
 * const root = mkdtempSync("/tmp/runs-");
 * await record("demo", { tasks: [], root }, nothing());
 * openRun("demo", { root }).name; // "demo/main"
 * ```
 */
export function openRun(name: string, options: { root?: string } = {}): Run {
  return new Run(/^[./]/.test(name) ? name : runFolder(name, options.root));
}
