/** The judging of `score`: canonical solutions first, then samples, each verdict kept as it comes. */
import process from "node:process";
import type { OutputFile } from "../base/mod.ts";
import { calibrated, type Calibration } from "../methods/flow/mod.ts";
import { recalling, type Sandbox, sandbox, type SandboxOptions } from "../sandbox/mod.ts";
import type { Task } from "../tasks/mod.ts";
import type { KeptVerdicts } from "./keptVerdicts.ts";
import { progressBar } from "./progressBar.ts";
import type { Sample } from "./readSamples.ts";
import type { ScoreInput } from "./scoreInput.ts";
import { scoreSamples } from "./scoreSamples.ts";
import type { LeftOut } from "./scoreTable.ts";
import type { Score, ScoredRow } from "./scoreTally.ts";

/** Canonical solutions that may fail before no score is given. */
const tolerated = 0.01;

/** The sandbox that tasks need, as the command line wants it. */
export function sandboxFor(
  tasks: readonly Task[],
  { engine, queue, lanes, python }: SandboxOptions,
): Promise<Sandbox> {
  const science = tasks.some(({ set }) => set === "bigcodebench");
  return sandbox({ engine, queue, lanes, python, profile: science ? "science" : "plain" });
}

/** Canonical solutions first; those that fail are named. */
export async function judgeCanonical(tasks: Task[], python: Sandbox): Promise<Calibration> {
  const bar = progressBar("canonical solutions");
  const calibration = await calibrated(tasks, python, { on: bar.show });
  bar.end();
  sayLeftOut(leftOut(calibration));
  return calibration;
}

/** Of the tasks whose samples are scored; where these are the canonical solutions there is none. */
export function calibrationOf({ file, chosen }: ScoreInput, python: Sandbox): Promise<Calibration> {
  return file === undefined
    ? Promise.resolve({ usable: chosen, broken: [], judged: 0 })
    : judgeCanonical(chosen, python);
}

/** The tasks that a calibration leaves out, and why. */
export const leftOut = ({ broken }: Calibration): (LeftOut & { error?: { message: string } })[] =>
  broken.map(({ task, verdict: { status, reason, error } }) => ({
    ...{ id: task.id, status, reason },
    error: error && { message: error.message },
  }));

/** Names tasks that are left out. */
export function sayLeftOut(tasks: ReturnType<typeof leftOut>): void {
  for (const { id, status, reason, error } of tasks) {
    const why = (reason ?? error?.message ?? "").split("\n")[0];
    console.error(`left out: ${id}: its canonical solution ends with ${status} ${why}`);
  }
}

/** Whether too many canonical solutions fail for a score; says so. */
export function noScore(broken: number, of: number, allowed: boolean | undefined): boolean {
  const share = broken / of;
  if (share <= tolerated || allowed) return false;
  console.error(
    `no score: ${broken} of ${of} canonical solutions (${(100 * share).toFixed(1)} %) ` +
      "fail here; --allow-uncalibrated scores the rest",
  );
  return true;
}

/** Judges samples with a progress bar; Ctrl-C says how to go on. */
export async function judged(
  samples: AsyncIterable<Sample>,
  python: Sandbox,
  { ks, total, out, kept }: {
    ks: number[];
    /** How many there are, where that is known. */
    total?: number;
    out?: OutputFile;
    kept: KeptVerdicts;
  },
): Promise<Score> {
  const bar = progressBar("samples");
  let done = 0;
  const stopped = () => {
    bar.end();
    console.error(
      `stopped: ${done} ${total === undefined ? "" : `of ${total} `}samples have their verdicts; ` +
        "the same command goes on from there",
    );
    out?.[Symbol.dispose]();
    python.close().finally(() => process.exit(130));
  };
  process.once("SIGINT", stopped);
  try {
    return await recalling(kept.recall, () =>
      scoreSamples(samples, python, {
        ks,
        on: (row: ScoredRow, verdict) => {
          kept.add(verdict);
          out?.write(`${JSON.stringify(row)}\n`);
          done++;
          if (total !== undefined) bar.show(done, total);
        },
      }));
  } finally {
    process.off("SIGINT", stopped);
    bar.end();
  }
}
