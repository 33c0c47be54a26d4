/**
 * One part of a file of samples, read once: rows of other parts are looked at for their task alone. Of a
 * job (`--job`), it says beside its rows which machine judged them.
 */
import { hostname } from "node:os";
import { OutputFile, readRows, TaskSetError, writeWhole } from "../../base/mod.ts";
import type { Sandbox } from "../../sandbox/mod.ts";
import { here, Refusal } from "../command.ts";
import { currentJudge } from "../currentJudge.ts";
import { calibrationOf, judged, leftOut, noScore, sandboxFor } from "../judging.ts";
import { KeptVerdicts, verdictsFile } from "../keptVerdicts.ts";
import { SampleCount } from "../readSamples.ts";
import type { ScoreInput } from "../scoreInput.ts";
import type { ScoreOptions } from "../scoreOptions.ts";
import type { Shard } from "../shard.ts";
import { type Job, jobFiles, readJob, refuseOther, samplesBytes, tasksHash } from "./job.ts";
import { type ShardAbout, shardState } from "./shardState.ts";

/** The job of a shard, which must be of what is read here. */
function jobOf(folder: string, input: ScoreInput, { k, n }: Shard): Job {
  const job = readJob(folder);
  if (!job) throw new Refusal(`${folder} holds no job`);
  if (job.shards !== n) {
    throw new Refusal(`${folder} is a job of ${job.shards} shards: there is no ${k}/${n}`);
  }
  const ours = { judge: currentJudge(), tasks: tasksHash(input.chosen) };
  // Engine and Python are as the manifest has them.
  refuseOther(folder, job, { ...job, ...ours, samples: { bytes: samplesBytes(input) } });
  return job;
}

/** Judges a shard. @returns the exit code */
export async function scoreShard(
  input: ScoreInput,
  args: ScoreOptions,
  part: Shard,
): Promise<number> {
  const { chosen } = input, { k, n } = part;
  const folder = args.job === undefined ? undefined : here(args.job);
  const job = folder === undefined ? undefined : jobOf(folder, input, part);
  if (job && "done" in await shardState(folder!, job, k)) {
    console.error(`shard ${k}/${n} is done`);
    return 0;
  }
  // A file that cannot be read is refused before anything is judged.
  if (input.file !== undefined) await readable(input.file);
  using out = new OutputFile(here(args.out!), input.files);
  const started = performance.now();
  await using python = await sandboxFor(chosen, args);
  const calibration = await calibrationOf(input, python);
  if (noScore(calibration.broken.length, chosen.length, args.allowUncalibrated)) return 1;
  const left = leftOut(calibration), ids = new Set(left.map(({ id }) => id));
  const count = new SampleCount();
  const place = {
    ...{ interpreter: args.python, version: currentJudge() },
    folder: job && jobFiles(folder!).kept(k),
  };
  using kept = new KeptVerdicts(verdictsFile(args.tasks, python, place), args);
  const score = await judged(
    but(ids, input.samples(chosen, { part, count })),
    python,
    { ks: args.k, total: job && Math.round(job.samples.total / n), out, kept },
  );
  const { total, mine } = count;
  if (total === 0) throw new TaskSetError(`${args.samples}: no sample of the chosen tasks`);
  if (job && total !== job.samples.total) {
    throw new Refusal(`${folder} is a job of ${job.samples.total} samples, not of ${total}`);
  }
  out.keep();
  if (job) {
    const about = aboutOf(python, { job, k, samples: mine, rows: score.samples, leftOut: left });
    const seconds = (performance.now() - started) / 1000;
    writeWhole(jobFiles(folder!).about(k), `${JSON.stringify({ ...about, seconds })}\n`);
  }
  if (kept.taken) {
    console.error(`${kept.taken} of ${score.samples} verdicts are kept from before`);
  }
  console.error(
    `shard ${k}/${n}: ${score.samples} of its ${mine} samples judged, ${total} in all`,
  );
  return 0;
}

async function readable(file: string): Promise<void> {
  const rows = readRows(file);
  await rows.next();
  await rows.return(undefined);
}

/** Samples without those of some tasks. */
async function* but<T extends { task: { id: string } }>(
  ids: ReadonlySet<string>,
  samples: AsyncIterable<T>,
): AsyncGenerator<T> {
  for await (const one of samples) if (!ids.has(one.task.id)) yield one;
}

function aboutOf(
  { engine, python, protection }: Sandbox,
  { job, k, ...counts }:
    & { job: Job; k: number }
    & Pick<
      ShardAbout,
      "samples" | "rows" | "leftOut"
    >,
): Omit<ShardAbout, "seconds"> {
  return {
    ...{ job: job.id, shard: k, of: job.shards, ...counts },
    ...{ engine, python, protection, machine: hostname() },
  };
}
