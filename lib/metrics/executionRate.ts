import type { Attempt } from "../runs/mod.ts";
import type { Status } from "../sandbox/mod.ts";
import type { Estimate } from "./estimate.ts";
import { proportion } from "./proportion.ts";

/** Whether a program ran to its tests' end without an error of its own: right or wrong. */
export const executed = (status: Status): boolean => status === "passed" || status === "failed";

/** The share of judged programs that execute. Undefined when nothing was judged. */
export function executionRate(attempts: Iterable<Attempt>): Estimate | undefined {
  let n = 0, ran = 0;
  for (const { verdict } of attempts) {
    if (!verdict || verdict.status === "harness") continue;
    n++;
    if (executed(verdict.status)) ran++;
  }
  return proportion(ran, n);
}
