import { Trace } from "./trace.ts";
import { Verdict } from "./verdict.ts";

/**
 * What a lane has said, as a verdict. A judge holds what an untrusted program sent it, so nothing is
 * taken on its word either: a trace of another shape is none, any other answer is the program's fault.
 */
export function believed(said: unknown, engine: Verdict["engine"]): Verdict {
  const { trace, ...rest } = (typeof said === "object" ? said : null) as Record<string, unknown> ??
    {};
  const { success, data } = Verdict.safeParse({ cpuMs: 0, ...rest, engine });
  if (!success) return killed("the judge's answer is no verdict", engine);
  if (trace === undefined) return data;
  const { success: whole, data: kept } = Trace.safeParse(trace);
  return whole ? { ...data, trace: kept } : data;
}

/** A verdict on a program that ended what was to judge it. */
export const killed = (reason: string, engine: Verdict["engine"]) =>
  withoutTests("killed", reason, engine);

/** A verdict where nobody could judge. */
export const unjudged = (reason: string, engine: Verdict["engine"]) =>
  withoutTests("harness", reason, engine);

function withoutTests(
  status: Verdict["status"],
  reason: string,
  engine: Verdict["engine"],
): Verdict {
  return Verdict.parse({ status, reason, guarantee: "apart", engine, cpuMs: 0, wallMs: 0 });
}
