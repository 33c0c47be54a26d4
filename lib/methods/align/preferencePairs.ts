import { refuseUnknown } from "../../base/mod.ts";
import type { Trace } from "../../sandbox/mod.ts";
import {
  type CompareOptions,
  comparePrograms,
  type Rule,
  type RunProgram,
} from "./comparePrograms.ts";
import { type Outcome, outcomeOf } from "./outcomeOf.ts";
import { programForm } from "./programForm.ts";

/** A judged program of a prompt. */
export interface SampledProgram extends RunProgram {
  taskId: string;
  /** What the model was asked, as it read it. */
  prompt: string;
  /** The standing instructions above it, of a chat. */
  system?: string;
  /** What it wrote. */
  completion: string;
  /** Its tokens, where its text alone would be cut into others. */
  completionIds?: number[];
  /** The program in it. @default {the completion} */
  code?: string;
}

/** Two completions of one prompt, the better one named, and why it is; a row for `train`'s `dpo`. */
export interface Preference {
  taskId: string;
  prompt: string;
  system?: string;
  chosen: string;
  rejected: string;
  chosenIds?: number[];
  rejectedIds?: number[];
  chosenOutcome: Outcome;
  rejectedOutcome: Outcome;
  chosenTrace?: Trace;
  rejectedTrace?: Trace;
  /** What decided. */
  rule: Rule;
}

export interface PairOptions extends CompareOptions {
  /**
   * Programs of a prompt that are the same but for comments, docstrings and white space between tokens
   * count once, by the worst of their verdicts. @default {false}
   */
  distinct?: boolean;
}

/** The names of the options. */
export const pairOptions = {
  testShare: true,
  moreLines: true,
  faster: true,
  distinct: true,
} satisfies Record<keyof PairOptions, true>;

/**
 * All pairs of judged programs of one prompt of which one is better (`comparePrograms`): IETA's full
 * cross product. The same programs in any order give the same pairs, sorted by task and text. What
 * could not be judged is in none.
 *
 * @throws {RangeError} at an empty prompt, and where a rule that is asked for lacks what it compares
 *
 * @example
 * ```ts
 * import { Verdict } from "tracelab";
 * import { preferencePairs } from "tracelab/methods";
 * import assert from "node:assert/strict";
 * const ran = (completion: string, status: string) => ({
 *   taskId: "own/1", prompt: "Double x.", completion,
 *   verdict: Verdict.parse({ status, guarantee: "apart", engine: "wasm", cpuMs: 1, wallMs: 1 }),
 * });
 * const [pair, ...others] = preferencePairs([ran("x * 3", "failed"), ran("x * 2", "passed")]);
 * assert.deepEqual([pair.chosen, pair.rejected, pair.rule, others.length], ["x * 2", "x * 3", "outcome", 0]);
 * ```
 */
export function preferencePairs(
  programs: Iterable<SampledProgram>,
  options: PairOptions = {},
): Preference[] {
  refuseUnknown("preferencePairs", options, pairOptions);
  const { distinct = false, ...rules } = options;
  const groups = new Map<string, SampledProgram[]>();
  for (const program of programs) {
    const { taskId, prompt, verdict } = program;
    if (!prompt.trim()) throw new RangeError(`${taskId}: a pair needs its prompt, and it is empty`);
    if (!outcomeOf(verdict)) continue;
    const key = JSON.stringify([taskId, prompt]), group = groups.get(key);
    if (group) group.push(program);
    else groups.set(key, [program]);
  }
  const pairs = [...groups.values()].flatMap((group) => {
    const own = distinct ? differentPrograms(group, rules) : group;
    return own.flatMap((a, i) =>
      own.slice(i + 1).flatMap((b) => {
        const { order, rule } = comparePrograms(a, b, rules);
        return order ? [order < 0 ? preference(a, b, rule) : preference(b, a, rule)] : [];
      })
    );
  });
  const keyed = pairs.map((pair) => ({ pair, key: keyOf(pair) }));
  return keyed.sort((a, b) => a.key < b.key ? -1 : Number(a.key > b.key)).map(({ pair }) => pair);
}

const keyOf = ({ taskId, prompt, chosen, rejected, ...rest }: Preference) =>
  JSON.stringify([taskId, prompt, chosen, rejected, rest]);

function preference(better: SampledProgram, worse: SampledProgram, rule: Rule): Preference {
  return {
    taskId: better.taskId,
    prompt: better.prompt,
    ...(better.system && { system: better.system }),
    chosen: better.completion,
    rejected: worse.completion,
    ...(better.completionIds && { chosenIds: better.completionIds }),
    ...(worse.completionIds && { rejectedIds: worse.completionIds }),
    chosenOutcome: outcomeOf(better.verdict)!,
    rejectedOutcome: outcomeOf(worse.verdict)!,
    ...(better.verdict.trace && { chosenTrace: better.verdict.trace }),
    ...(worse.verdict.trace && { rejectedTrace: worse.verdict.trace }),
    rule,
  };
}

/** One of each program: a program that fails sometimes is not right, so the worst of them stands. */
function differentPrograms(
  programs: readonly SampledProgram[],
  { testShare }: CompareOptions,
): SampledProgram[] {
  const groups = new Map<string, SampledProgram[]>();
  for (const program of programs) {
    // A program that does not compile is no other's, however near its text is: Python alone reads it right.
    const compiles = program.verdict.status !== "syntax";
    const form = `${compiles} ${programForm(program.code ?? program.completion)}`;
    const group = groups.get(form);
    if (group) group.push(program);
    else groups.set(form, [program]);
  }
  return [...groups.values()].map((group) =>
    group.reduce((worst, one) => worseOf(worst, one, { testShare }))
  );
}

/** The worse of two; of two as good, the one whose text or tokens come first, whatever came in first. */
function worseOf(a: SampledProgram, b: SampledProgram, rules: CompareOptions): SampledProgram {
  const { order } = comparePrograms(a, b, rules);
  if (order) return order < 0 ? b : a;
  const key = ({ completion, completionIds, code, verdict, runsMs }: SampledProgram) =>
    JSON.stringify([completion, completionIds, code, runsMs, verdict]);
  return key(b) < key(a) ? b : a;
}
