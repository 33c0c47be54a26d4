/**
 * When a program passes, by the original's options `base_test`, `plus_test` and `require_both`:
 *
 * | base_test | plus_test | require_both | a program passes where |
 * | --------- | --------- | ------------ | ---------------------- |
 * | –         | –         | –            | the base tests pass (a run needs some tests) |
 * | yes       | –         | –            | the base tests pass |
 * | –         | yes       | –            | the plus tests pass |
 * | yes       | yes       | –            | the base or the plus tests pass |
 * | any       | any       | yes          | the base and the plus tests pass: both are run |
 *
 * Base tests are a task's own (`test` of a row); plus tests are the more that somebody wrote later:
 * `plus_test` of a row, or the plus inputs of EvalPlus's sets.
 */
import { z } from "zod";
import type { Verdict } from "../../sandbox/mod.ts";
import type { Task, Test } from "../../tasks/mod.ts";

/** The original's options. */
export interface PassOptions {
  /** Run the base tests. @default {true where neither `plusTest` nor `requireBoth` is} */
  baseTest?: boolean;
  /** Run the plus tests. @default {false} */
  plusTest?: boolean;
  /** A program passes only where both pass. @default {false} */
  requireBoth?: boolean;
}

/** The groups of tests that are run, and whether one that passes is enough. */
export interface PassRule {
  groups: Group[];
  enough: "all" | "any";
}
export type Group = "base" | "plus";

/** The rule that options ask for. */
export function passRule(options: PassOptions): PassRule {
  const { baseTest = false, plusTest = false, requireBoth = false } = options;
  if (requireBoth) return { groups: ["base", "plus"], enough: "all" };
  if (plusTest) return { groups: baseTest ? ["base", "plus"] : ["plus"], enough: "any" };
  return { groups: ["base"], enough: "all" };
}

const Metadata = z.object({ plusTest: z.array(z.string()).min(1).optional() });

/**
 * A task's tests of a group.
 *
 * @throws {RangeError} where it has none
 */
export function testsOf(task: Task, group: Group): Test {
  const { hidden } = task;
  if (hidden.kind === "inputs") {
    // The plus inputs alone stand as base inputs: whatever is run counts.
    if (group === "base") return { ...hidden, plus: undefined };
    if (hidden.plus) return { ...hidden, base: hidden.plus, plus: undefined };
  } else {
    if (group === "base") return hidden;
    const { plusTest } = Metadata.parse(task.metadata);
    const setup = hidden.kind === "asserts" ? hidden.setup : "";
    if (plusTest) return { kind: "asserts", asserts: plusTest, setup };
  }
  throw new RangeError(`${task.id} has no plus tests (a row has them as plus_test)`);
}

/** Verdicts by group: the one that decides, and the other. */
export interface Judged {
  verdict: Verdict;
  other?: Verdict;
}

/** Which verdict decides whether a program passes. */
export function decide({ groups, enough }: PassRule, verdicts: Record<Group, Verdict>): Judged {
  const [first, second] = groups.map((group) => verdicts[group]);
  if (!second) return { verdict: first };
  // Of two that agree the base tests' is told, as the first.
  const wanted = ({ status }: Verdict) => (status === "passed") === (enough === "any");
  return wanted(first) || !wanted(second)
    ? { verdict: first, other: second }
    : { verdict: second, other: first };
}
