/**
 * A job: one file of samples in many shards, in a folder that all machines see.
 *
 * ```text
 * FOLDER/job.json       what is judged: tasks, samples and judge by their hashes, the number of shards
 * FOLDER/manifest.sh    a line of shell a shard: sh, GNU parallel, any scheduler
 * FOLDER/array.sbatch   the same for Slurm, as an array
 * FOLDER/rows/K.jsonl   a line of JSON a sample, whole or not there
 * FOLDER/rows/K.json    which machine judged it, and how many rows there must be
 * FOLDER/kept/K/        verdicts as they came: a shard that was killed goes on from them
 * ```
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { rowFiles, sha256File } from "../../base/mod.ts";
import type { SandboxOptions } from "../../sandbox/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import { Refusal } from "../command.ts";
import { currentJudge } from "../currentJudge.ts";
import type { ScoreInput } from "../scoreInput.ts";

export const Job = z.object({
  format: z.literal(1),
  id: z.string(),
  /** The lab's version and the hash of the judge's sources. */
  judge: z.string(),
  engine: z.string(),
  python: z.string().optional(),
  /** Of the chosen tasks. */
  tasks: z.string(),
  samples: z.object({
    /** Bytes: what every shard checks. */
    bytes: z.number(),
    sha256: z.string(),
    /** Of the chosen tasks. */
    total: z.number().int().min(1),
    /** Tasks that have one. */
    answered: z.number().int(),
  }),
  shards: z.number().int().min(1),
  lanes: z.number().int().min(1),
  /** What a program takes on one lane, and where that is from. */
  secondsPerProgram: z.number(),
  estimate: z.string(),
  written: z.string(),
});
export type Job = z.infer<typeof Job>;

/** What a job, a shard and a collection must agree on. */
export type JobKey = Pick<Job, "judge" | "engine" | "python" | "tasks"> & {
  samples: Pick<Job["samples"], "bytes" | "sha256">;
};

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
export const tasksHash = (tasks: readonly Task[]): string => sha256(JSON.stringify(tasks));

/** The size of the samples. */
export function samplesBytes({ file }: Pick<ScoreInput, "file">): number {
  if (file === undefined) return 0;
  return rowFiles(file).reduce((sum, one) => sum + statSync(one).size, 0);
}

/** What this command line judges, here and now. */
export async function jobKey(
  input: ScoreInput,
  { engine = "auto", python }: SandboxOptions,
): Promise<JobKey> {
  const files = input.file === undefined ? [] : rowFiles(input.file);
  const hashes: string[] = [];
  for (const file of files) hashes.push(await sha256File(file));
  return {
    ...{ judge: currentJudge(), engine, python },
    tasks: tasksHash(input.chosen),
    samples: {
      bytes: samplesBytes(input),
      sha256: input.file === undefined
        ? "canonical"
        : hashes.length === 1
        ? hashes[0]
        : sha256(hashes.join()),
    },
  };
}

/** Where a job's files are. */
export const jobFiles = (folder: string) => ({
  job: join(folder, "job.json"),
  manifest: join(folder, "manifest.sh"),
  array: join(folder, "array.sbatch"),
  logs: join(folder, "logs"),
  rows: (k: number) => join(folder, "rows", `${k}.jsonl`),
  about: (k: number) => join(folder, "rows", `${k}.json`),
  kept: (k: number) => join(folder, "kept", `${k}`),
});

/** Whether a folder may become one: it is not there, or holds nothing. */
export const isFree = (folder: string): boolean =>
  !existsSync(folder) || (statSync(folder).isDirectory() && readdirSync(folder).length === 0);

/**
 * The job in a folder; undefined where there is none.
 *
 * @throws {Refusal} for a job file that cannot be read
 */
export function readJob(folder: string): Job | undefined {
  const { job } = jobFiles(folder);
  if (!existsSync(job)) return undefined;
  try {
    return Job.parse(JSON.parse(readFileSync(job, "utf8")));
  } catch {
    throw new Refusal(`${job} is no job of this version of the lab`);
  }
}

/** @throws {Refusal} naming what a job has of another kind than `here` */
export function refuseOther(
  folder: string,
  job: Job,
  here: Omit<JobKey, "samples"> & { samples: { bytes: number; sha256?: string } },
): void {
  const differ = (what: string, its: unknown, ours: unknown) => {
    throw new Refusal(`${folder} is a job of ${what} (${its ?? "none"}, here ${ours ?? "none"})`);
  };
  const short = (hash: string) => hash.slice(0, 12);
  if (job.judge !== here.judge) differ("another judge", job.judge, here.judge);
  if (job.tasks !== here.tasks) differ("other tasks", short(job.tasks), short(here.tasks));
  if (job.samples.bytes !== here.samples.bytes) {
    differ("other samples", `${job.samples.bytes} bytes`, `${here.samples.bytes} bytes`);
  }
  if (here.samples.sha256 !== undefined && job.samples.sha256 !== here.samples.sha256) {
    differ("other samples", short(job.samples.sha256), short(here.samples.sha256));
  }
  if (job.engine !== here.engine) differ("another --engine", job.engine, here.engine);
  if (job.python !== here.python) differ("another --python", job.python, here.python);
}
