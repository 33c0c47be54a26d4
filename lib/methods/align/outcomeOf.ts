import type { Verdict } from "../../sandbox/mod.ts";

/**
 * IETA's outcomes, the best first: all tests pass, a test fails, it raises, it does not compile, it does
 * not end.
 */
export const outcomes = ["S_succ", "S_fail_test", "S_err", "S_comp_err", "S_timeout"] as const;
export type Outcome = typeof outcomes[number];

/**
 * The outcome of a judged program, read off its verdict: a failing assert is a failed test, never a
 * success (the original's tracer called it one). A program that ran out of memory or was killed
 * has raised, as far as the order is concerned. `undefined` where the judge itself failed
 * (`harness`): that says nothing about the program.
 *
 * @example
 * ```ts
 * import { Verdict } from "tracelab";
 * import { outcomeOf } from "tracelab/methods";
 * import assert from "node:assert/strict";
 * const verdict = Verdict.parse({ status: "failed", guarantee: "apart", engine: "wasm", cpuMs: 1, wallMs: 1 });
 * assert.equal(outcomeOf(verdict), "S_fail_test");
 * ```
 */
export function outcomeOf({ status }: Pick<Verdict, "status">): Outcome | undefined {
  switch (status) {
    case "passed":
      return "S_succ";
    case "failed":
      return "S_fail_test";
    case "error":
    case "memory":
    case "killed":
      return "S_err";
    case "syntax":
      return "S_comp_err";
    case "timeout":
      return "S_timeout";
    case "harness":
      return undefined;
  }
}
