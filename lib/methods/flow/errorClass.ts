import type { Verdict } from "../../sandbox/mod.ts";

/** TRACE's classes, in its order of priority (`generate_feedback` of its KnowledgeDistillation notebook). */
export type ErrorClass =
  | "Syntax"
  | "Logical"
  | "Optimization"
  | "Test Case Failure"
  | "General";

/**
 * The class of a failure: `Syntax` does not compile, `Logical` raises, `Optimization` runs out of
 * time or memory or is measurably dearer than the canonical solution, `Test Case Failure` answers
 * wrongly, `General` is everything else. `undefined` for a program that passed at a fair cost.
 *
 * TRACE guessed the classes from words in the error text; here they are read off the verdict.
 *
 * @param canonical The canonical solution's verdict, to tell `Optimization`.
 * @param options.factor How many times dearer than canonical is too dear. @default {10}
 * @param options.slackMs CPU milliseconds that are never too dear: process noise. @default {200}
 *
 * @example
 * ```ts
 * import { errorClass, Verdict } from "tracelab";
 * const verdict = Verdict.parse({ status: "syntax", guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 });
 * errorClass(verdict); // "Syntax"
 * ```
 */
export function errorClass(
  verdict: Verdict,
  canonical?: Verdict,
  { factor = 10, slackMs = 200 }: { factor?: number; slackMs?: number } = {},
): ErrorClass | undefined {
  switch (verdict.status) {
    case "syntax":
      return "Syntax";
    case "error":
      return "Logical";
    case "timeout":
    case "memory":
      return "Optimization";
    case "failed":
      return "Test Case Failure";
    case "passed": {
      const dear = canonical && verdict.cpuMs > factor * canonical.cpuMs + slackMs;
      return dear ? "Optimization" : undefined;
    }
    default:
      return "General";
  }
}
