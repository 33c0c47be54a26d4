import type { Estimate } from "./estimate.ts";
import { wilson } from "./wilson.ts";

/**
 * The 95 % interval of a mean whose `n` values are all `value`, where resampling would give one without
 * width: a value that was never seen has at most the share that Wilson's bound for 0 of `n` leaves it,
 * and lies between `least` and `most`. Of only zeros or only ones it is Wilson's interval.
 *
 * @example
 * ```ts
 * import { wilson } from "tracelab";
 * import { unvaried } from "tracelab/metrics";
 * import assert from "node:assert/strict";
 * const { low, high } = unvaried(1, 5);
 * assert(Math.abs(low - wilson(5, 5)!.low) < 1e-12 && high === 1);
 * ```
 */
export function unvaried(
  value: number,
  n: number,
  { least = 0, most = 1 }: { least?: number; most?: number } = {},
): Estimate {
  const unseen = wilson(0, n)!.high;
  return {
    value,
    low: value - unseen * (value - least),
    high: value + unseen * (most - value),
    n,
    method: "wilson",
  };
}
