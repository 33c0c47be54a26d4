/**
 * `deno task score`: judges a file of samples. Exit codes: 0 scored; 1 no score, because too many
 * canonical solutions fail here; 2 bad input or a set that is nowhere.
 */
import { Option } from "commander";
import { mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { calibrated } from "../methods/flow/mod.ts";
import {
  judgeHash,
  recalling,
  type Sandbox,
  sandbox,
  type SandboxOptions,
} from "../sandbox/mod.ts";
import { type LoadOptions, loadTasks, type Task, taskSetFile } from "../tasks/mod.ts";
import { OutputFile, TaskSetError } from "../base/mod.ts";
import { progressBar } from "./progressBar.ts";
import { command, count, here, start, version } from "./command.ts";
import { KeptVerdicts, verdictsFile } from "./keptVerdicts.ts";
import {
  canonicalSamples,
  readSamples,
  type Sample,
  type Score,
  type ScoredRow,
  scoreSamples,
} from "./scoreSamples.ts";
import { ofShard, type Shard, shard } from "./shard.ts";
import { scoreJson, scoreTable } from "./scoreTable.ts";

/** Canonical solutions that may fail before no score is given. */
const tolerated = 0.01;

interface Options {
  tasks: string;
  samples: string;
  engine: NonNullable<SandboxOptions["engine"]>;
  python?: string;
  queue?: string;
  lanes?: number;
  limit?: number;
  ids?: string[];
  seed?: number;
  split?: string;
  difficulty?: string;
  k: number[];
  out?: string;
  shard?: Shard;
  json?: boolean;
  allowUncalibrated?: boolean;
  fresh?: boolean;
}

const ids = (text: string, before: string[] = []) => [
  ...before,
  ...text.split(",").map((id) => id.trim()),
];

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
  .option("--lanes <n>", "programs at a time (the number of cores)", count())
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
  .option("--json", "one line of JSON on stdout, everything else on stderr")
  .option("--fresh", "judge every sample, also where its verdict is kept from before")
  .option("--allow-uncalibrated", "score although canonical solutions fail");

async function main(): Promise<number> {
  const args = parser.opts<Options>();
  const { engine, k: ks, lanes } = args;
  const name = /\.jsonl?(?:\.gz)?$/.test(args.tasks) ? here(args.tasks) : args.tasks;
  if (args.shard && !args.out) {
    throw new TaskSetError("--shard needs --out: its rows are the result");
  }
  using given = samplesOf(args.samples);
  const set: LoadOptions = { split: args.split, difficulty: args.difficulty };
  const chosen = await loadTasks(name, {
    ...set,
    limit: args.limit,
    ids: args.ids,
    seed: args.seed,
  });
  const partial = args.limit !== undefined || args.ids !== undefined;
  const all = partial ? await loadTasks(name, set) : chosen;
  const canonical = args.samples === "canonical";
  const samples = (tasks: Task[]) =>
    canonical ? canonicalSamples(tasks) : readSamples(given.file, tasks, all);
  const { total, answered } = await countSamples(samples(chosen));
  if (total === 0) throw new TaskSetError(`${args.samples}: no sample of the chosen tasks`);
  const inputs = [...samplesFile(given.file), ...await tasksFile(name, args.split)];
  using out = args.out === undefined ? undefined : new OutputFile(here(args.out), inputs);
  const started = performance.now();
  const science = chosen.some(({ set }) => set === "bigcodebench");
  await using python = await sandbox({
    engine,
    queue: args.queue,
    lanes,
    python: args.python,
    profile: science ? "science" : "plain",
  });
  const calibration = canonical
    ? { usable: chosen, broken: [], judged: 0 }
    : await judgeCanonical(chosen, python);
  const share = calibration.broken.length / chosen.length;
  if (share > tolerated && !args.allowUncalibrated) {
    const percent = (100 * share).toFixed(1);
    console.error(
      `no score: ${calibration.broken.length} of ${chosen.length} canonical solutions (${percent} %) ` +
        "fail here; --allow-uncalibrated scores the rest",
    );
    return 1;
  }
  const work = ofShard(samples(calibration.usable), args.shard);
  const mine = args.shard
    ? (await countSamples(ofShard(samples(chosen), args.shard))).total
    : total;
  const place = { interpreter: args.python, version: `${version}-${judgeHash()}` };
  using kept = new KeptVerdicts(verdictsFile(args.tasks, python, place), args);
  const score = await judged(work, python, { ks, total: mine, out, kept });
  out?.keep();
  if (kept.taken) {
    console.error(
      `${kept.taken} of ${score.samples} verdicts are kept from before (--fresh judges all again)`,
    );
  }
  if (args.shard) {
    const { k, n } = args.shard;
    console.error(
      `shard ${k}/${n}: ${score.samples} of its ${mine} samples judged, ${total} in all`,
    );
    return 0;
  }
  const seconds = (performance.now() - started) / 1000;
  const about = { calibration, seconds, ks, unanswered: chosen.length - answered };
  const table = scoreTable(args.tasks, score, { ...about, python });
  if (args.json) {
    console.error(table);
    console.log(scoreJson(score, about));
  } else console.log(table);
  return 0;
}

/** The file of samples; what comes by stdin is put into one, since it is read twice. */
function samplesOf(samples: string): { file: string } & Disposable {
  const nothing = { [Symbol.dispose]: () => {} };
  if (samples === "canonical") return { file: samples, ...nothing };
  if (samples !== "-") return { file: here(samples), ...nothing };
  const folder = mkdtempSync(join(tmpdir(), "tracelab-score-")), file = join(folder, "stdin.jsonl");
  writeFileSync(file, readFileSync(0));
  return {
    file,
    [Symbol.dispose]() {
      rmSync(file);
      rmdirSync(folder);
    },
  };
}

/** The file of samples; 'canonical' is none. */
const samplesFile = (samples: string) => samples === "canonical" ? [] : [samples];

/** The file of a task set. */
async function tasksFile(tasks: string, split: string | undefined) {
  return [await taskSetFile(tasks, split)].filter((path) => path !== undefined);
}

/** Reads the samples to their end: a malformed file is refused before anything runs. */
async function countSamples(samples: AsyncIterable<Sample>) {
  const tasks = new Set<Task>();
  let total = 0;
  for await (const { task } of samples) {
    tasks.add(task);
    total++;
  }
  return { total, answered: tasks.size };
}

/** Canonical solutions first; those that fail are named. */
async function judgeCanonical(tasks: Task[], python: Sandbox) {
  const bar = progressBar("canonical solutions");
  const calibration = await calibrated(tasks, python, { on: bar.show });
  bar.end();
  for (const { task, verdict } of calibration.broken) {
    const why = (verdict.reason ?? verdict.error?.message ?? "").split("\n")[0];
    console.error(
      `left out: ${task.id}: its canonical solution ends with ${verdict.status} ${why}`,
    );
  }
  return calibration;
}

async function judged(
  samples: AsyncIterable<Sample>,
  python: Sandbox,
  { ks, total, out, kept }: {
    ks: number[];
    total: number;
    out?: OutputFile;
    kept: KeptVerdicts;
  },
): Promise<Score> {
  const bar = progressBar("samples");
  let done = 0;
  const stopped = () => {
    bar.end();
    console.error(
      `stopped: ${done} of ${total} samples have their verdicts; the same command goes on from there`,
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
          bar.show(++done, total);
        },
      }));
  } finally {
    process.off("SIGINT", stopped);
    bar.end();
  }
}

if (import.meta.main) await start(parser, main, 2);
