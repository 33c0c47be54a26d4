import type { Attempt } from "../runs/mod.ts";

/** How often an error occurs. */
export interface ErrorFrequency {
  /** A status, or an exception's type. */
  kind: string;
  count: number;
  /** Of all programs that did not pass. */
  shareOfErrors: number;
  /** Of all programs that were judged. */
  shareOfSamples: number;
}

/**
 * Errors by status, or by exception type (a program without an exception is counted under its status),
 * most frequent first. `harness` is no error of a program and not counted.
 *
 * @example
 * ```ts
 * import { attempt, errorFrequencies, Verdict } from "tracelab";
 * import assert from "node:assert/strict";
 * const verdict = Verdict.parse({
 *   status: "error", error: { type: "KeyError", message: "'a'" },
 *   guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1,
 * });
 * const attempts = [attempt({ method: "base", taskId: "t", verdict })];
 * assert.equal(errorFrequencies(attempts, { by: "type" })[0].kind, "KeyError");
 * ```
 */
export function errorFrequencies(
  attempts: Iterable<Attempt>,
  options: { by?: "status" | "type" } = {},
): ErrorFrequency[] {
  const counts = new Map<string, number>();
  let samples = 0, errors = 0;
  for (const { verdict } of attempts) {
    if (!verdict || verdict.status === "harness") continue;
    samples++;
    if (verdict.status === "passed") continue;
    errors++;
    const kind = options.by === "type" ? verdict.error?.type ?? verdict.status : verdict.status;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts]
    .map(([kind, count]) => ({
      kind,
      count,
      shareOfErrors: count / errors,
      shareOfSamples: count / samples,
    }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}
