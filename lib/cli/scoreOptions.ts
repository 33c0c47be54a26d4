/** The command line of `deno task score`. */
import { InvalidArgumentError, Option } from "commander";
import type { SandboxOptions } from "../sandbox/mod.ts";
import { command, count } from "./command.ts";
import type { InputOptions } from "./scoreInput.ts";
import { type Shard, shard } from "./shard.ts";

export interface ScoreOptions extends InputOptions {
  engine: NonNullable<SandboxOptions["engine"]>;
  python?: string;
  queue?: string;
  lanes?: number;
  k: number[];
  out?: string;
  shard?: Shard;
  slurm?: string;
  collect?: string;
  shardSeconds: number;
  secondsPerProgram?: number;
  atOnce: number;
  /** The folder of the job that a shard is of. */
  job?: string;
  json?: boolean;
  allowUncalibrated?: boolean;
  fresh?: boolean;
}

const ids = (text: string, before: string[] = []) => [
  ...before,
  ...text.split(",").map((id) => id.trim()),
];

function seconds(text: string): number {
  const value = Number(text);
  if (/^[\d.]+(?:e-?\d+)?$/i.test(text) && value > 0 && value < Infinity) return value;
  throw new InvalidArgumentError("It must be a number of seconds above 0.");
}

export const parser = command("score", "Judge a file of samples.")
  .requiredOption(
    "--tasks <set>",
    "humaneval, humaneval+, mbpp[:test], mbpp+, bigcodebench, apps, leetcode, starter, or a file",
  )
  .requiredOption(
    "--samples <file>",
    "FILE.jsonl[.gz] with rows {task_id, completion} or {task_id, solution}; - reads stdin; " +
      "'canonical' judges the set's own solutions",
  )
  .addOption(
    new Option("--engine <name>", "where programs run (native where its isolation can be had)")
      .choices(["auto", "native", "wasm"]).default("auto"),
  )
  .option("--python <path>", "the interpreter or virtual environment of native")
  .option("--queue <url>", "redis://…: judged by the workers there (deno task worker)")
  .option("--lanes <n>", "programs at a time (the number of cores; 1 a shard of --slurm)", count())
  .option("--limit <n>", "at most so many tasks", count())
  .option("--ids <a,b>", "these tasks", ids)
  .option("--seed <n>", "shuffles the tasks", count(0))
  .option("--split <name>", "a part of the set")
  .option("--difficulty <name>", "tasks of a difficulty")
  .option(
    "--k <1,10>",
    "of pass@k",
    (text: string) => text.split(",").map((k) => count()(k.trim())),
    [1],
  )
  .option("--out <file>", "a line of JSON a sample: its verdict")
  .addOption(
    new Option(
      "--shard <K/N>",
      "only part K of N of the samples: rows to --out and no table, which is the whole's",
    ).argParser(shard).conflicts("json"),
  )
  .addOption(
    new Option(
      "--slurm <folder>",
      "writes a job of many shards there, for Slurm or GNU parallel; again: what is missing, then the table",
    ).conflicts(["shard", "queue", "collect", "fresh"]),
  )
  .addOption(
    new Option("--collect <folder>", "the table of a job's rows; never writes a job")
      .conflicts(["shard", "queue", "fresh"]),
  )
  .option("--shard-seconds <s>", "what a shard of --slurm is to take", seconds, 600)
  .option(
    "--seconds-per-program <s>",
    "of --slurm, on one lane (64 samples are judged here to know it)",
    seconds,
  )
  .option("--at-once <n>", "shards of --slurm at a time", count(), 100)
  .addOption(new Option("--job <folder>", "the job that --shard is of").hideHelp())
  .option("--json", "one line of JSON on stdout, everything else on stderr")
  .option("--fresh", "judge every sample, also where its verdict is kept from before")
  .option("--allow-uncalibrated", "score although canonical solutions fail");
