/** A job of `score`: written where there is none, else collected. */
import { resolve } from "node:path";
import { OutputFile } from "../../base/mod.ts";
import { here, Refusal } from "../command.ts";
import { noScore, sayLeftOut } from "../judging.ts";
import type { ScoreInput } from "../scoreInput.ts";
import type { ScoreOptions } from "../scoreOptions.ts";
import { printScore } from "../scoreTable.ts";
import { collect } from "./collect.ts";
import { isFree, jobKey, readJob, refuseOther } from "./job.ts";
import { writeJob } from "./writeJob.ts";

/** @returns the exit code: 1 while shards are missing */
export async function scoreJob(
  path: string,
  input: ScoreInput,
  args: ScoreOptions,
): Promise<number> {
  const folder = resolve(path), job = readJob(folder);
  if (!job && args.collect !== undefined) throw new Refusal(`${folder} holds no job`);
  if (!job && !isFree(folder)) {
    throw new Refusal(`${folder} holds something and no job: a job needs a folder of its own`);
  }
  const key = await jobKey(input, args);
  if (!job) return await writeJob(folder, { input, args, key });
  refuseOther(folder, job, key);
  using out = args.out === undefined ? undefined : new OutputFile(here(args.out), input.files);
  const found = await collect(folder, job, { ks: args.k, out, atOnce: args.atOnce });
  if (!found) return 1;
  const { score, shards, leftOut, twice } = found;
  sayLeftOut(leftOut);
  const { chosen } = input, { k: ks, json } = args;
  if (noScore(leftOut.length, chosen.length, args.allowUncalibrated)) return 1;
  out?.keep();
  if (twice) console.error(`${twice} rows were there more than once, and are counted once`);
  printScore(args.tasks, score, {
    ...{ leftOut, ks, json, python: shards[0] },
    seconds: shards.reduce((sum, { seconds }) => sum + seconds, 0),
    unanswered: chosen.length - job.samples.answered,
  });
  return 0;
}
