/**
 * `deno task score`: judges a file of samples. Exit codes: 0 scored; 1 no score, because too many
 * canonical solutions fail here, or because a job of many machines is not done; 2 bad input or a set
 * that is nowhere.
 */
import { OutputFile, TaskSetError } from "../base/mod.ts";
import { scoreJob } from "./cluster/scoreJob.ts";
import { scoreShard } from "./cluster/scoreShard.ts";
import { here, Refusal, start } from "./command.ts";
import { currentJudge } from "./currentJudge.ts";
import { calibrationOf, judged, leftOut, noScore, sandboxFor } from "./judging.ts";
import { KeptVerdicts, verdictsFile } from "./keptVerdicts.ts";
import { type ScoreInput, scoreInput } from "./scoreInput.ts";
import { parser, type ScoreOptions } from "./scoreOptions.ts";
import { printScore } from "./scoreTable.ts";

export { parser };

async function main(): Promise<number> {
  const args = parser.opts<ScoreOptions>();
  if (args.shard && !args.out) {
    throw new TaskSetError("--shard needs --out: its rows are the result");
  }
  const job = args.slurm ?? args.collect;
  if (job !== undefined && args.samples === "-") {
    throw new Refusal("a job reads its samples again and again: --samples needs a file, not stdin");
  }
  using input = await scoreInput(args);
  if (job !== undefined) return await scoreJob(here(job), input, args);
  return args.shard ? await scoreShard(input, args, args.shard) : await scoreAll(input, args);
}

async function scoreAll(input: ScoreInput, args: ScoreOptions): Promise<number> {
  const { chosen } = input, { k: ks } = args;
  const { total, answered } = await input.count();
  if (total === 0) throw new TaskSetError(`${args.samples}: no sample of the chosen tasks`);
  using out = args.out === undefined ? undefined : new OutputFile(here(args.out), input.files);
  const started = performance.now();
  await using python = await sandboxFor(chosen, args);
  const calibration = await calibrationOf(input, python);
  if (noScore(calibration.broken.length, chosen.length, args.allowUncalibrated)) return 1;
  const place = { interpreter: args.python, version: currentJudge() };
  using kept = new KeptVerdicts(verdictsFile(args.tasks, python, place), args);
  const samples = input.samples(calibration.usable);
  const score = await judged(samples, python, { ks, total, out, kept });
  out?.keep();
  if (kept.taken) {
    console.error(
      `${kept.taken} of ${score.samples} verdicts are kept from before (--fresh judges all again)`,
    );
  }
  printScore(args.tasks, score, {
    ...{ leftOut: leftOut(calibration), ks, python, json: args.json },
    seconds: (performance.now() - started) / 1000,
    unanswered: chosen.length - answered,
  });
  return 0;
}

if (import.meta.main) await start(parser, main, 2);
