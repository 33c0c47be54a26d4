import type { Estimate } from "./estimate.ts";
import { wilson } from "./wilson.ts";

/** One proportion with Wilson's 95 % interval. Undefined of nothing. */
export function proportion(successes: number, n: number): Estimate | undefined {
  const interval = wilson(successes, n);
  return interval && { value: successes / n, ...interval, n, method: "wilson" };
}
