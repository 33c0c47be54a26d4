/** Writes a job: how many shards, the command of each, and the script that Slurm runs. */
import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import process from "node:process";
import { TaskSetError, writeWhole } from "../../base/mod.ts";
import { here, Refusal } from "../command.ts";
import { judgeCanonical, noScore, sandboxFor } from "../judging.ts";
import type { ScoreInput } from "../scoreInput.ts";
import type { ScoreOptions } from "../scoreOptions.ts";
import { arrayScript, mostTasks, quoted } from "./arrayScript.ts";
import { lookThrough, secondsPerProgram } from "./estimate.ts";
import { type Job, jobFiles, type JobKey } from "./job.ts";
import { shardCount } from "./shardCount.ts";

/** A path from the root, so that it is the same from everywhere; another name as it is. */
const placed = (name: string) => name.includes("/") && existsSync(name) ? resolve(name) : name;

/** One line of shell: it judges shard `k` of `n` and leaves its rows in the folder. */
function commandOf(
  args: ScoreOptions,
  input: ScoreInput,
  { folder, lanes, k, n }: { folder: string; lanes: number; k: number; n: number },
): string {
  const given: [name: string, value: unknown][] = [
    ["tasks", placed(input.name)],
    ["samples", input.file === undefined ? "canonical" : resolve(input.file)],
    ["engine", args.engine],
    ["python", args.python && placed(here(args.python))],
    ["lanes", lanes],
    ["limit", args.limit],
    ["ids", args.ids?.join(",")],
    ["seed", args.seed],
    ["split", args.split],
    ["difficulty", args.difficulty],
    ["shard", `${k}/${n}`],
    ["out", jobFiles(folder).rows(k)],
    ["job", folder],
  ];
  const words = given.filter(([, value]) => value !== undefined)
    .map(([name, value]) => quoted(`--${name}=${value}`));
  if (args.allowUncalibrated) words.push("--allow-uncalibrated");
  const script = new URL("../score.ts", import.meta.url).pathname;
  return [quoted(process.execPath), "run", "-A", "--no-check", quoted(script), ...words].join(" ");
}

/** Seconds a program, as given or as measured here; undefined where there can be no score. */
async function estimated(
  input: ScoreInput,
  args: ScoreOptions,
  { drawn, lanes }: { drawn: Awaited<ReturnType<typeof lookThrough>>["drawn"]; lanes: number },
): Promise<Pick<Job, "secondsPerProgram" | "estimate"> | undefined> {
  if (args.secondsPerProgram !== undefined) {
    return { secondsPerProgram: args.secondsPerProgram, estimate: "as given" };
  }
  await using python = await sandboxFor(input.chosen, { ...args, lanes });
  const { broken } = await judgeCanonical(input.chosen, python);
  if (noScore(broken.length, input.chosen.length, args.allowUncalibrated)) return undefined;
  const left = new Set(broken.map(({ task }) => task));
  const usable = drawn().filter(({ task }) => !left.has(task));
  const seconds = await secondsPerProgram(usable, python);
  if (seconds === undefined) throw new TaskSetError("no sample to judge for an estimate");
  return {
    secondsPerProgram: seconds,
    estimate: `${usable.length} of them judged here: ${python.engine}, Python ${python.python}`,
  };
}

/**
 * Writes a job into a folder that is empty or not there, and says how it is run.
 *
 * @returns an exit code: 1 where there can be no score here
 * @throws {Refusal} for names that no line of shell can hold
 */
export async function writeJob(
  folder: string,
  { input, args, key }: { input: ScoreInput; args: ScoreOptions; key: JobKey },
): Promise<number> {
  const started = performance.now();
  const { count, drawn } = await lookThrough(input);
  const reading = (performance.now() - started) / 1000;
  if (count.total === 0) throw new TaskSetError(`${args.samples}: no sample of the chosen tasks`);
  const { lanes = 1, shardSeconds, atOnce } = args;
  const found = await estimated(input, args, { drawn, lanes });
  if (!found) return 1;
  const n = shardCount(count.total, { ...found, lanes, shardSeconds });
  const lines = Array.from(
    { length: n },
    (_, i) => commandOf(args, input, { folder, lanes, k: i + 1, n }),
  );
  if (lines[0].includes("\n")) throw new Refusal("a name with a line end is in no line of shell");
  const job: Job = {
    format: 1,
    id: crypto.randomUUID(),
    ...key,
    samples: { ...key.samples, total: count.total, answered: count.answered },
    ...{ shards: n, lanes, ...found },
    written: new Date().toISOString(),
  };
  const files = jobFiles(folder);
  mkdirSync(files.logs, { recursive: true });
  mkdirSync(dirname(files.rows(1)), { recursive: true });
  writeWhole(files.manifest, lines.map((line) => `${line}\n`).join(""));
  const seconds = count.total * found.secondsPerProgram / lanes / n;
  writeWhole(files.array, arrayScript(folder, { shards: n, atOnce, lanes, seconds }));
  writeWhole(files.job, `${JSON.stringify(job, undefined, 2)}\n`); // last: with it there is a job
  const text = said({ job, seconds, reading, atOnce, folder });
  if (!args.json) console.log(text);
  else {
    console.error(text);
    console.log(JSON.stringify({
      ...{ folder, shards: n, samples: count.total },
      ...{ seconds_per_program: found.secondsPerProgram, seconds_per_shard: seconds },
    }));
  }
  return 0;
}

function said({ job, seconds, reading, atOnce, folder }: {
  job: Job;
  seconds: number;
  reading: number;
  atOnce: number;
  folder: string;
}): string {
  const { samples, shards, lanes, estimate } = job, files = jobFiles(folder);
  const each = job.secondsPerProgram.toPrecision(2), time = seconds.toPrecision(2);
  return [
    `${samples.total} samples at ${Number(each)} s (${estimate}): ${shards} shards of about ` +
    `${Math.round(samples.total / shards)} samples and ${Number(time)} s, ${lanes} ${
      lanes === 1 ? "lane" : "lanes"
    } each`,
    ...(reading > 0.1 * seconds && reading > 1
      ? [
        `each shard reads all rows, which took ${
          reading.toFixed(1)
        } s here: larger shards, or several files, judge more of the time`,
      ]
      : []),
    ...(shards > mostTasks ? [`an array of ${mostTasks} tasks: each judges several shards`] : []),
    "",
    `sbatch ${quoted(files.array)}`,
    `parallel --jobs ${Math.min(atOnce, shards)} < ${
      quoted(files.manifest)
    }    # in the place of Slurm`,
    "",
    "the same command again says what is missing, and gives the table when nothing is",
  ].join("\n");
}
