import type { Verdict } from "../../sandbox/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import { tinyPrompt } from "../../tiny/mod.ts";
import { explain } from "../flow/mod.ts";
import { outcomeOf } from "./outcomeOf.ts";

/** How much of an execution is told, each kind with all of those before it. */
export const granularities = ["outcome", "message", "full", "variables"] as const;
export type Granularity = typeof granularities[number];

/** What a reward model is shown of a program. */
export const views = ["code", "trace", "both"] as const;
export type View = typeof views[number];

/** The longest trace that the embedded model is shown, in characters. */
const longest = 90;

/**
 * An execution as text: its outcome, the message of its failure, the line that failed and how many were
 * executed, the values there.
 *
 * @example
 * ```ts
 * import { Verdict } from "tracelab";
 * import { traceText } from "tracelab/methods";
 * import assert from "node:assert/strict";
 * const verdict = Verdict.parse({
 *   status: "error", guarantee: "apart", engine: "wasm", cpuMs: 1, wallMs: 1,
 *   error: { type: "KeyError", message: "'a'", line: 2, locals: { d: "{}" } },
 * });
 * assert.equal(traceText(verdict, "", "outcome"), "S_err");
 * assert.match(traceText(verdict, "", "variables"), /^S_err KeyError: 'a'.* line 2 d = \{\}$/);
 * ```
 */
export function traceText(verdict: Verdict, code: string, granularity: Granularity): string {
  const outcome = outcomeOf(verdict) ?? "not judged", depth = granularities.indexOf(granularity);
  if (depth === 0 || verdict.status === "passed") return outcome;
  const error = verdict.error ?? verdict.tests.find((test) => test.error)?.error;
  const parts = [outcome, explain(verdict, code).message.split("\n")[0]];
  if (depth >= 2) {
    if (error?.line !== undefined) parts.push(`line ${error.line}`);
    if (verdict.trace) parts.push(`${Object.keys(verdict.trace.lines).length} lines ran`);
  }
  if (depth >= 3 && error) {
    parts.push(Object.entries(error.locals).map(([name, value]) => `${name} = ${value}`).join(" "));
  }
  return parts.filter(Boolean).join(" ");
}

/**
 * A program as the embedded reward model reads it: the task, then the code, the execution or both. What is
 * longer than it can read is cut at the end.
 */
export function rewardText(
  task: Task,
  { code, verdict }: { code: string; verdict: Verdict },
  { sees, granularity }: { sees: View; granularity: Granularity },
): { prompt: string; completion: string } {
  const ending = "<answer>";
  const asked = tinyPrompt({ kind: "judge", task, code: "" }).slice(0, -ending.length);
  const read = tinyPrompt({ kind: "judge", task, code }).slice(asked.length, -ending.length);
  const trace = traceText(verdict, code, granularity).slice(0, longest);
  const completion = `${sees === "trace" ? "" : read}${
    sees === "code" ? "" : `<feedback>${trace}`
  }${ending}`;
  return { prompt: asked, completion };
}
