import type { Estimate } from "./estimate.ts";
import { wilson } from "./wilson.ts";

/**
 * One proportion with Wilson's 95 % interval. Undefined of nothing.
 *
 * @example
 * ```ts
 * import { proportion } from "tracelab";
 * import assert from "node:assert/strict";
 * const share = proportion(5, 10)!;
 * assert.equal(share.value, 0.5);
 * assert(share.low > 0.23 && share.high < 0.77);
 * ```
 */
export function proportion(successes: number, n: number): Estimate | undefined {
  const interval = wilson(successes, n);
  return interval && { value: successes / n, ...interval, n, method: "wilson" };
}
