/** What `score` counts, a row at a time: nothing but a few numbers a task is kept. */
import { z } from "zod";
import { passAtK, proportion, Summarizer, type Summary } from "../metrics/mod.ts";
import { attempt } from "../runs/mod.ts";
import { Status, type Verdict } from "../sandbox/mod.ts";
import type { Sample } from "./readSamples.ts";
import { Unjudged, type UnjudgedSummary } from "./unjudged.ts";

/** A sample with its verdict, as `--out` writes it. */
export const ScoredRow = z.object({
  task_id: z.string(),
  sample: z.number().int().min(0),
  status: Status,
  /** EvalPlus: whether the base inputs alone pass. */
  base: z.boolean().optional(),
  tests: z.object({ passed: z.number().int().min(0), all: z.number().int().min(0) }),
  error: z.object({ type: z.string(), message: z.string(), line: z.number().int().optional() })
    .optional(),
  reason: z.string().optional(),
  /** The reply held more than code, which was taken out. */
  extracted: z.literal(true).optional(),
  cpu_ms: z.number(),
});
export type ScoredRow = z.infer<typeof ScoredRow>;

/** Base inputs of EvalPlus, where a verdict has them. */
function basePassed(verdict: Verdict): boolean | undefined {
  const base = verdict.tests.filter(({ group }) => group === "base");
  if (verdict.status === "harness") return undefined;
  if (verdict.status === "passed") return base.length ? true : undefined;
  return base.length ? base.every(({ status }) => status === "passed") : undefined;
}

export function rowOf({ task, sample, extracted }: Sample, verdict: Verdict): ScoredRow {
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
    extracted: extracted || undefined,
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

/** What a row says of its verdict: all that a score is made of. */
function verdictOf({ status, tests, error, reason, cpu_ms }: ScoredRow): Verdict {
  const some = (n: number, status: "passed" | "failed") =>
    Array.from({ length: n }, () => ({ name: "", status }));
  return {
    status,
    tests: [...some(tests.passed, "passed"), ...some(tests.all - tests.passed, "failed")],
    error: error && { ...error, stack: [], locals: {} },
    reason,
    stdout: "",
    stdoutBytes: 0,
    cpuMs: cpu_ms,
    // Not in a row, and in no score.
    ...{ wallMs: NaN, guarantee: "apart", engine: "native" },
  };
}

/** Counts rows: those of one run, or of many shards in any order. */
export class ScoreTally {
  readonly #summarizer: Summarizer;
  readonly #base = new Map<string, { n: number; c: number }>();
  readonly #unjudged = new Unjudged();
  #samples = 0;
  #extracted = 0;

  constructor(ks?: number[]) {
    this.#summarizer = new Summarizer({ ks });
  }

  add(row: ScoredRow): void {
    const { task_id: taskId, sample } = row, verdict = verdictOf(row);
    this.#samples++;
    if (row.extracted) this.#extracted++;
    if (row.base !== undefined && row.status !== "harness") {
      const tally = this.#base.get(taskId) ?? { n: 0, c: 0 };
      tally.n++;
      if (row.base) tally.c++;
      this.#base.set(taskId, tally);
    }
    this.#unjudged.add(taskId, verdict);
    this.#summarizer.add(attempt({ method: "score", taskId, sample, verdict }));
  }

  score(): Score {
    return {
      summary: this.#summarizer.summary(),
      samples: this.#samples,
      extracted: this.#extracted,
      unjudged: this.#unjudged.summary(),
      base: baseScore(this.#base),
    };
  }
}

function baseScore(base: Map<string, { n: number; c: number }>): Score1 | undefined {
  if (base.size === 0) return undefined;
  const tallies = [...base.values()];
  const passed = tallies.reduce((sum, { c }) => sum + c, 0);
  const samples = tallies.reduce((sum, { n }) => sum + n, 0);
  const mean = tallies.reduce((sum, { n, c }) => sum + passAtK(n, c, 1)!, 0) / base.size;
  return { passed, samples, passAt1: proportion(mean * base.size, base.size) };
}
