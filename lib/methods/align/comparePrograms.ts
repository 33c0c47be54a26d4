/**
 * Which of two programs of one task is better, by what running them showed: IETA's order of outcomes and
 * its rules for ties. The rules that reward length or the machine's mood are off unless asked for.
 */
import { refuseUnknown } from "../../base/mod.ts";
import type { Verdict } from "../../sandbox/mod.ts";
import { outcomeOf, outcomes } from "./outcomeOf.ts";

/** A program with what running it showed. */
export interface RunProgram {
  verdict: Verdict;
  /** CPU time of three runs or more, in milliseconds; `faster` needs them. */
  runsMs?: readonly number[];
}

export interface CompareOptions {
  /**
   * Among programs of one outcome that is no success, the larger share of passed tests is better.
   * @default {false}
   */
  testShare?: boolean;
  /**
   * Among programs that raise, the one that executed more different lines is better, before the kind of
   * error decides. It rewards length. @default {false}
   */
  moreLines?: boolean;
  /**
   * Among successes, the one whose median time is at least 20 % and 50 ms shorter is better. Being as
   * fast is then not transitive. @default {false}
   */
  faster?: boolean;
}

/** What decided; `tie` where nothing did. */
export type Rule = "outcome" | "tests" | "lines" | "fixability" | "time" | "tie";

export interface Comparison {
  /** Below 0 where the first is better, above where the second is, as sorting wants it. */
  order: -1 | 0 | 1;
  rule: Rule;
}

const known = { testShare: true, moreLines: true, faster: true } satisfies Record<
  keyof CompareOptions,
  true
>;

/** Kinds of error, the easiest to mend first (the original's ranking). */
const fixability = [
  ["IndexError"],
  ["TypeError"],
  ["ValueError", "UnicodeError", "UnicodeDecodeError", "UnicodeEncodeError"],
  ["AttributeError"],
  ["NameError", "UnboundLocalError"],
  ["SyntaxError", "IndentationError", "TabError"],
  ["ZeroDivisionError"],
  ["ImportError", "ModuleNotFoundError"],
  ["KeyError"],
  ["MemoryError"],
  ["RecursionError"],
];

function hardness({ status, error }: Verdict): number {
  const type = status === "memory" ? "MemoryError" : error?.type;
  const found = fixability.findIndex((types) => type !== undefined && types.includes(type));
  return found < 0 ? fixability.length : found;
}

const passedTests = ({ tests }: Verdict) =>
  tests.filter(({ status }) => status === "passed").length;
const testShare = (verdict: Verdict) => passedTests(verdict) / Math.max(1, verdict.tests.length);

function linesOf({ trace, status }: Verdict): number {
  // What ended its own process left no trace.
  if (!trace && status !== "error") return 0;
  if (!trace) throw new RangeError("'moreLines' needs the traces of all programs that raise");
  return Object.keys(trace.lines).length;
}

function medianMs({ runsMs = [] }: RunProgram): number {
  if (runsMs.length < 3) throw new RangeError("'faster' needs three runs of each success (runsMs)");
  const sorted = [...runsMs].sort((a, b) => a - b), middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The larger number first. */
const more = (a: number, b: number) => Math.sign(b - a) as -1 | 0 | 1;

/** Below 0 where the first is clearly faster. */
function faster(a: RunProgram, b: RunProgram): -1 | 0 | 1 {
  const [one, other] = [medianMs(a), medianMs(b)];
  const clear = (fast: number, slow: number) => fast <= 0.8 * slow && slow - fast >= 50;
  return clear(one, other) ? -1 : clear(other, one) ? 1 : 0;
}

/**
 * Compares two judged programs. Without `faster` it is a total order with ties: antisymmetric,
 * transitive, and independent of anything but the two verdicts.
 *
 * - other outcomes: `S_succ > S_fail_test > S_err > S_comp_err > S_timeout`
 * - both succeed: more passed tests, then (`faster`) time
 * - both raise: (`moreLines`) executed lines, then the kind of error
 *
 * @throws {RangeError} at a program that could not be judged, and where a rule lacks what it compares
 *
 * @example
 * ```ts
 * import { Verdict } from "tracelab";
 * import { comparePrograms } from "tracelab/methods";
 * import assert from "node:assert/strict";
 * const ran = (status: string, type?: string) => ({
 *   verdict: Verdict.parse({
 *     status, guarantee: "apart", engine: "wasm", cpuMs: 1, wallMs: 1,
 *     error: type && { type, message: "" },
 *   }),
 * });
 * assert.deepEqual(comparePrograms(ran("failed"), ran("error")), { order: -1, rule: "outcome" });
 * const [key, index] = [ran("error", "KeyError"), ran("error", "IndexError")];
 * assert.deepEqual(comparePrograms(key, index), { order: 1, rule: "fixability" });
 * ```
 */
export function comparePrograms(
  a: RunProgram,
  b: RunProgram,
  options: CompareOptions = {},
): Comparison {
  refuseUnknown("comparePrograms", options, known);
  const [outcome, other] = [a, b].map(({ verdict }) => {
    const outcome = outcomeOf(verdict);
    if (!outcome) throw new RangeError(`not judged, so not comparable: ${verdict.reason}`);
    return outcome;
  });
  const rules: [Rule, () => number][] = [
    ["outcome", () => outcomes.indexOf(outcome) - outcomes.indexOf(other)],
  ];
  if (outcome === "S_succ") {
    rules.push(["tests", () => more(passedTests(a.verdict), passedTests(b.verdict))]);
    if (options.faster) rules.push(["time", () => faster(a, b)]);
  } else if (options.testShare) {
    rules.push(["tests", () => more(testShare(a.verdict), testShare(b.verdict))]);
  }
  if (outcome === "S_err") {
    if (options.moreLines) {
      rules.push(["lines", () => more(linesOf(a.verdict), linesOf(b.verdict))]);
    }
    rules.push(["fixability", () => hardness(a.verdict) - hardness(b.verdict)]);
  }
  for (const [rule, compare] of rules) {
    const order = Math.sign(compare());
    if (order) return { order: order as -1 | 1, rule };
  }
  return { order: 0, rule: "tie" };
}
