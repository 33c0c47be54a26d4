/** Says why a program failed, from its verdict alone: what a model or a reader needs to mend it. */
import type { Feedback } from "../../models/mod.ts";
import type { Trace, Verdict } from "../../sandbox/mod.ts";
import { errorClass } from "./errorClass.ts";

/**
 * A failed verdict as feedback: error class, the failing test with expected and got, the failing
 * line with its values, one sentence of cause.
 *
 * @param code The program, to quote the failing line.
 *
 * @example
 * ```ts
 * import { explain, Verdict } from "tracelab";
 * const verdict = Verdict.parse({
 *   status: "failed", guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1,
 *   tests: [{ name: "assert 1", status: "failed", call: "f(2)", expected: "4", got: "2" }],
 * });
 * explain(verdict, "def f(x):\n    return x").message; // "f(2) returned 2, expected 4."
 * ```
 */
export function explain(verdict: Verdict, code: string): Feedback {
  const kind = errorClass(verdict) ?? "General";
  return { kind, message: cause(verdict), trace: failingLine(verdict, code) };
}

/** One sentence: the failing call with what it gave, or the exception with its line. */
function cause(verdict: Verdict): string {
  const failing = verdict.tests.find((test) =>
    !["passed", "skipped", "notRun"].includes(test.status)
  );
  const error = failing?.error ?? verdict.error;
  const where = failing?.call ?? failing?.name;
  if (failing?.got !== undefined && failing.expected !== undefined) {
    return `${where} returned ${failing.got}, expected ${failing.expected}.`;
  }
  if (error) {
    const line = error.line === undefined ? "" : ` on line ${error.line}`;
    const raised = `${error.type}: ${error.message}`.trim().replace(/:$/, "");
    return where ? `${where} raised ${raised}${line}.` : `${raised}${line}.`;
  }
  if (verdict.status === "timeout") return `${where ?? "The program"} ran out of time.`;
  if (verdict.status === "memory") return `${where ?? "The program"} ran out of memory.`;
  return verdict.reason ?? `The program ended as ${verdict.status}.`;
}

/** The line that failed and the values it saw, for instance `3: return out[0]   (out = [])`. */
function failingLine(verdict: Verdict, code: string): string | undefined {
  const failing = verdict.tests.find((test) => test.error);
  const error = verdict.error ?? failing?.error;
  const line = error?.line ??
    verdict.trace?.events.findLast((event) => event.kind === "line")?.line;
  if (line === undefined) return undefined;
  // As Python counts lines: a lone `\r` ends one.
  const source = code.split(/\r\n?|\n/)[line - 1]?.trim();
  if (source === undefined) return undefined;
  const values = error && Object.keys(error.locals).length
    ? error.locals
    : verdict.trace
    ? valuesAt(verdict.trace)
    : {};
  const shown = Object.entries(values).slice(0, 6).map(([name, value]) => `${name} = ${value}`);
  return `${line}: ${source}${shown.length ? `   (${shown.join(", ")})` : ""}`;
}

/** The locals of the frame that ran last, as the trace's changes add up. */
function valuesAt(trace: Trace): Record<string, string> {
  const last = trace.events.findLast((event) => event.kind === "line");
  if (!last) return {};
  const values: Record<string, string> = {};
  // An old trace does not say which frame: there it is that of its depth.
  const key = last.frame === undefined ? "depth" : "frame";
  const start = trace.events.findLastIndex((event) =>
    event.kind === "call" && event[key] === last[key]
  );
  for (const event of trace.events.slice(Math.max(0, start))) {
    if (event[key] !== last[key]) continue;
    for (const [name, index] of Object.entries(event.changed ?? {})) {
      values[name] = trace.values[index];
    }
  }
  return values;
}
