/**
 * `deno task score`: judges a file of samples. Exit codes: 0 scored; 1 no score, because too many
 * canonical solutions fail here; 2 bad input or a set that is nowhere.
 */
import process from "node:process";
import { calibrated } from "../methods/flow/mod.ts";
import { type Sandbox, sandbox, type SandboxOptions } from "../sandbox/mod.ts";
import { type LoadOptions, loadTasks, type Task, taskSetFile } from "../tasks/mod.ts";
import { OutputFile, TaskSetError } from "../base/mod.ts";
import { progressBar } from "./progressBar.ts";
import { count, readArgs } from "./readArgs.ts";
import {
  canonicalSamples,
  readSamples,
  type Sample,
  type Score,
  type ScoredRow,
  scoreSamples,
} from "./scoreSamples.ts";
import { scoreJson, scoreTable } from "./scoreTable.ts";

const usage = `deno task score --tasks SET|FILE --samples FILE.jsonl[.gz] [options]
  --tasks SET           humaneval, humaneval+, mbpp[:test], mbpp+, bigcodebench, apps, leetcode,
                        starter, or a file
  --samples FILE        rows {task_id, completion} or {task_id, solution};
                        'canonical' judges the set's own solutions
  --engine native|wasm  where programs run (native where its isolation can be had)
  --python PATH         the interpreter or virtual environment of native
  --lanes N             programs at a time (the number of cores)
  --limit N, --ids A,B, --seed N, --split NAME, --difficulty NAME   a part of the tasks
  --k 1,10              of pass@k (1)
  --out FILE            a line of JSON a sample: its verdict
  --json                one line of JSON last
  --allow-uncalibrated  score although canonical solutions fail`;

/** Canonical solutions that may fail before no score is given. */
const tolerated = 0.01;

const options = {
  tasks: { type: "string" },
  samples: { type: "string" },
  engine: { type: "string" },
  python: { type: "string" },
  lanes: { type: "string" },
  limit: { type: "string" },
  ids: { type: "string", multiple: true },
  seed: { type: "string" },
  split: { type: "string" },
  difficulty: { type: "string" },
  k: { type: "string", default: "1" },
  out: { type: "string" },
  json: { type: "boolean", default: false },
  "allow-uncalibrated": { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

function number(name: string, text: string | undefined, least = 1): number | undefined {
  return text === undefined ? undefined : count(name, text, least);
}

async function main(): Promise<number> {
  const args = readArgs({ options }).values;
  if (args.help) {
    console.log(usage);
    return 0;
  }
  if (!args.tasks || !args.samples) {
    throw new TaskSetError(`--tasks and --samples are needed (--help says more)`);
  }
  const engine = args.engine ?? "auto";
  if (!["auto", "native", "wasm"].includes(engine)) {
    throw new TaskSetError(`--engine must be native or wasm: ${engine}`);
  }
  const ks = args.k.split(",").map((text) => count("k", text.trim()));
  const lanes = number("lanes", args.lanes);
  const set: LoadOptions = { split: args.split, difficulty: args.difficulty };
  const chosen = await loadTasks(args.tasks, {
    ...set,
    limit: number("limit", args.limit),
    ids: args.ids?.flatMap((ids) => ids.split(",")).map((id) => id.trim()),
    seed: number("seed", args.seed, 0),
  });
  const partial = args.limit !== undefined || args.ids !== undefined;
  const all = partial ? await loadTasks(args.tasks, set) : chosen;
  const canonical = args.samples === "canonical";
  const samples = (tasks: Task[]) =>
    canonical ? canonicalSamples(tasks) : readSamples(args.samples!, tasks, all);
  const { total, answered } = await countSamples(samples(chosen));
  if (total === 0) throw new TaskSetError(`${args.samples}: no sample of the chosen tasks`);
  const inputs = [...samplesFile(args.samples), ...await tasksFile(args.tasks, args.split)];
  using out = args.out === undefined ? undefined : new OutputFile(args.out, inputs);
  const started = performance.now();
  const science = chosen.some(({ set }) => set === "bigcodebench");
  await using python = await sandbox({
    engine: engine as SandboxOptions["engine"],
    lanes,
    python: args.python,
    profile: science ? "science" : "plain",
  });
  const calibration = canonical
    ? { usable: chosen, broken: [], judged: 0 }
    : await judgeCanonical(chosen, python);
  const share = calibration.broken.length / chosen.length;
  if (share > tolerated && !args["allow-uncalibrated"]) {
    const percent = (100 * share).toFixed(1);
    console.error(
      `no score: ${calibration.broken.length} of ${chosen.length} canonical solutions (${percent} %) ` +
        "fail here; --allow-uncalibrated scores the rest",
    );
    return 1;
  }
  const work = samples(calibration.usable);
  const score = await judged(work, python, { ks, total, out });
  out?.keep();
  const seconds = (performance.now() - started) / 1000;
  const about = { calibration, seconds, ks, unanswered: chosen.length - answered };
  console.log(scoreTable(args.tasks, score, { ...about, python }));
  if (args.json) console.log(scoreJson(score, about));
  return 0;
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
  { ks, total, out }: { ks: number[]; total: number; out?: OutputFile },
): Promise<Score> {
  const bar = progressBar("samples");
  let done = 0;
  try {
    return await scoreSamples(samples, python, {
      ks,
      on: (row: ScoredRow) => {
        out?.write(`${JSON.stringify(row)}\n`);
        bar.show(++done, total);
      },
    });
  } finally {
    bar.end();
  }
}

if (import.meta.main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = (error as TaskSetError).exitCode ?? 2;
  }
}
