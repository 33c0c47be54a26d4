import type { Verdict } from "../sandbox/mod.ts";

/**
 * Tests of a verdict that passed, and all that should have run; skipped ones do not count.
 *
 * @example
 * ```ts
 * import { Verdict } from "tracelab";
 * import { testCounts } from "tracelab/metrics";
 * import assert from "node:assert/strict";
 * const verdict = Verdict.parse({
 *   status: "failed",
 *   tests: [{ name: "a", status: "passed" }, { name: "b", status: "failed" }],
 *   guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1,
 * });
 * assert.deepEqual(testCounts(verdict), { passed: 1, all: 2 });
 * ```
 */
export function testCounts(verdict: Verdict): { passed: number; all: number } {
  const counted = verdict.tests.filter(({ status }) => status !== "skipped");
  return {
    passed: counted.filter(({ status }) => status === "passed").length,
    all: counted.length,
  };
}

/**
 * TRACE's pass ratio of one program: the share of its tests that pass; 0 when none could run, for
 * instance after a syntax error. Undefined of `harness`, which judges nothing.
 *
 * Its mean over tasks is *not* pass@1.
 *
 * @example
 * ```ts
 * import { passRatio, Verdict } from "tracelab";
 * import assert from "node:assert/strict";
 * const verdict = Verdict.parse({
 *   status: "failed",
 *   tests: [{ name: "a", status: "passed" }, { name: "b", status: "failed" }],
 *   guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1,
 * });
 * assert.equal(passRatio(verdict), 0.5);
 * ```
 */
export function passRatio(verdict: Verdict): number | undefined {
  if (!verdict?.tests) {
    throw new TypeError(
      "passRatio takes one verdict, passRatio(attempt.verdict); a run: summarize(run)",
    );
  }
  if (verdict.status === "harness") return undefined;
  const { passed, all } = testCounts(verdict);
  // Tests that a program spoilt by ending early are not to its credit.
  if (all === 0) return verdict.status === "passed" ? 1 : 0;
  return passed / all;
}
