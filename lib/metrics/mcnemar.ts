/** Pairs of outcomes that differ, and how likely such a split is when the arms are alike. */
export interface McNemar {
  /** Pairs that only the second arm passes. */
  gained: number;
  /** Pairs that only the first arm passes. */
  lost: number;
  n: number;
  /** Two-sided, exact. */
  p: number;
}

/** ln C(n, k) */
function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}

/**
 * McNemar's exact test on the tasks that both arms have. Undefined when they share no task.
 *
 * @param a Whether a task passed, by task id.
 * @see McNemar 1947; the same as `scipy.stats.binomtest(gained, gained + lost, 0.5).pvalue`
 *
 * @example
 * ```ts
 * import { mcnemar } from "tracelab";
 * import assert from "node:assert/strict";
 * const a = new Map([["t1", true], ["t2", false]]), b = new Map([["t1", true], ["t2", true]]);
 * assert.deepEqual(mcnemar(a, b), { gained: 1, lost: 0, n: 2, p: 1 });
 * ```
 */
export function mcnemar(
  a: ReadonlyMap<string, boolean>,
  b: ReadonlyMap<string, boolean>,
): McNemar | undefined {
  if (!(a instanceof Map && b instanceof Map)) {
    throw new TypeError(
      'mcnemar takes two maps, task id → passed; of a run: compareArms(run, "base") has its p',
    );
  }
  let n = 0, gained = 0, lost = 0;
  for (const [task, before] of a) {
    const after = b.get(task);
    if (after === undefined) continue;
    n++;
    if (after && !before) gained++;
    if (before && !after) lost++;
  }
  if (n === 0) return undefined;
  const discordant = gained + lost;
  let tail = 0;
  for (let i = 0; i <= Math.min(gained, lost); i++) {
    tail += Math.exp(logChoose(discordant, i) - discordant * Math.LN2);
  }
  return { gained, lost, n, p: Math.min(1, 2 * tail) };
}
