import type { Attempt } from "../runs/mod.ts";
import type { Verdict } from "../sandbox/mod.ts";
import { listed } from "./listed.ts";

/** How often an error occurs. */
export interface ErrorFrequency {
  /** A status, an exception's type, or what `by` says. */
  kind: string;
  /** Where arms were asked for. */
  arm?: string;
  count: number;
  /** Of all programs that did not pass. */
  shareOfErrors: number;
  /** Of all programs that were judged. */
  shareOfSamples: number;
}

export interface ErrorFrequenciesOptions {
  /**
   * What an error is counted as: its status; its exception's type (its status where it has none); or what
   * a function says of its verdict. One of which the function says nothing is an error of no kind.
   * @default {"status"}
   */
  by?: "status" | "type" | ((verdict: Verdict) => string | undefined);
  /** Arms to be told apart, in this order; attempts of others are left out. @default {all as one} */
  arm?: string | readonly string[];
}

/**
 * Errors by kind, most frequent first, of all attempts or of each of the arms that are named. `harness`
 * is no error of a program and not counted.
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
  { by = "status", arm }: ErrorFrequenciesOptions = {},
): ErrorFrequency[] {
  const all = [...listed(attempts)];
  if (arm === undefined) return frequencies(all, by);
  return [arm].flat().flatMap((name) =>
    frequencies(all.filter((attempt) => attempt.arm === name), by)
      .map((found) => ({ ...found, arm: name }))
  );
}

function frequencies(
  attempts: Iterable<Attempt>,
  by: NonNullable<ErrorFrequenciesOptions["by"]>,
): ErrorFrequency[] {
  const kindOf = typeof by === "function"
    ? by
    : (verdict: Verdict) => by === "type" ? verdict.error?.type ?? verdict.status : verdict.status;
  const counts = new Map<string, number>();
  let samples = 0, errors = 0;
  for (const { verdict } of attempts) {
    if (!verdict || verdict.status === "harness") continue;
    samples++;
    if (verdict.status === "passed") continue;
    errors++;
    const kind = kindOf(verdict);
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
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
