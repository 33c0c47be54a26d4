import type { Attempt } from "./attempt.ts";

/**
 * One attempt as a flat row for frames and charts; numbers that were not measured are NaN.
 *
 * @example
 * ```ts
 * import { attempt } from "tracelab";
 * import { attemptRow } from "tracelab/runs";
 * attemptRow(attempt({ method: "base", taskId: "HumanEval/0" })).passed; // NaN: nothing was judged
 * ```
 */
export function attemptRow(attempt: Attempt): Record<string, string | number | boolean> {
  const { completion, verdict } = attempt;
  const tests = verdict?.tests.filter(({ status }) => status !== "skipped") ?? [];
  return {
    id: attempt.id,
    task: attempt.taskId,
    method: attempt.method,
    arm: attempt.arm,
    round: attempt.round,
    role: attempt.role,
    sample: attempt.sample,
    model: completion?.model ?? "",
    finish: completion?.finishReason ?? "",
    status: verdict?.status ?? "",
    passed: verdict ? Number(verdict.status === "passed") : NaN,
    testsPassed: verdict ? tests.filter(({ status }) => status === "passed").length : NaN,
    tests: verdict ? tests.length : NaN,
    errorType: verdict?.error?.type ?? "",
    promptTokens: completion?.usage.promptTokens ?? NaN,
    completionTokens: completion?.usage.completionTokens ?? NaN,
    cost: completion?.cost ?? NaN,
    cpuMs: verdict?.cpuMs ?? NaN,
    wallMs: verdict?.wallMs ?? NaN,
  };
}
