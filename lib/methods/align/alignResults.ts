import {
  distinct,
  errorFrequencies,
  type Estimate,
  executionRate,
  meanOverTasks,
  passAtK,
} from "../../metrics/mod.ts";
import type { Attempt } from "../../runs/mod.ts";

/** What one arm's model was worth on the test tasks before (iteration 0) or after an iteration. */
export interface AlignResult {
  arm: string;
  iteration: number;
  /** Test tasks, and programs of each under all seeds. */
  tasks: number;
  samples: number;
  /** By k; absent where there are fewer programs than k. */
  pass: Record<string, Estimate | undefined>;
  /** Share of programs that run to their tests' end, right or wrong. */
  execution?: Estimate;
  /** Share of all programs, by exception or status. */
  errors: Record<string, number>;
}

/**
 * The results of `align`, by arm and iteration: pass@k, execution rate and errors on the test tasks; the
 * intervals (95 %) are over tasks.
 *
 * @param options.pass_k @default {[1, 10, 100]}
 *
 * @example
 * ```ts
 * import { attempt, Verdict } from "tracelab";
 * import { alignResults } from "tracelab/methods";
 * import assert from "node:assert/strict";
 * const verdict = Verdict.parse({ status: "passed", guarantee: "apart", engine: "wasm", cpuMs: 1, wallMs: 1 });
 * const one = attempt({ method: "align", arm: "dpo", taskId: "t", role: "test", round: 2, verdict });
 * const [row] = alignResults([one]);
 * assert.deepEqual([row.iteration, row.pass[1]?.value, row.pass[10]], [1, 1, undefined]);
 * ```
 */
export function alignResults(
  attempts: Iterable<Attempt>,
  { pass_k = [1, 10, 100] }: { pass_k?: readonly number[] } = {},
): AlignResult[] {
  const groups = new Map<string, Attempt[]>();
  for (const one of distinct(attempts)) {
    if (one.role !== "test" || !one.verdict || one.verdict.status === "harness") continue;
    const key = JSON.stringify([one.arm, one.round]), group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].map((group) => {
    const tasks = new Map<string, { n: number; c: number }>();
    for (const { taskId, seed, verdict } of group) {
      const key = JSON.stringify([taskId, seed]), own = tasks.get(key) ?? { n: 0, c: 0 };
      tasks.set(key, { n: own.n + 1, c: own.c + Number(verdict!.status === "passed") });
    }
    const byTask = (k: number) => {
      const values = new Map<string, number[]>();
      for (const [key, { n, c }] of tasks) {
        const value = passAtK(n, c, k), [id] = JSON.parse(key) as [string];
        if (value === undefined) return undefined;
        values.set(id, [...values.get(id) ?? [], value]);
      }
      return meanOverTasks(
        [...values.values()].map((of) => of.reduce((a, b) => a + b, 0) / of.length),
      );
    };
    const ids = new Set(group.map(({ taskId }) => taskId));
    return {
      arm: group[0].arm,
      iteration: group[0].round - 1,
      tasks: ids.size,
      samples: group.length / ids.size,
      pass: Object.fromEntries(pass_k.map((k) => [String(k), byTask(k)])),
      execution: executionRate(group),
      errors: Object.fromEntries(
        errorFrequencies(group, { by: "type" }).map(({ kind, shareOfSamples }) =>
          [kind, shareOfSamples] as const
        ),
      ),
    };
  });
}
