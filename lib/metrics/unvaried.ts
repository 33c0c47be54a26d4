import type { Estimate } from "./estimate.ts";
import { normalQuantile } from "./normalQuantile.ts";
import { wilson } from "./wilson.ts";

/**
 * The interval of a mean whose `n` values are all `value`, where resampling would give one without
 * width: a value that was never seen has at most the share that Wilson's bound for 0 of `n` leaves it,
 * and lies between `least` and `most`. Of only zeros or only ones it is Wilson's interval.
 *
 * @param range.least @default {0}
 * @param range.most @default {1}
 * @param range.level @default {0.95}
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
  range: { least?: number; most?: number; level?: number } = {},
): Estimate {
  const { least = 0, most = 1, level = 0.95 } = range;
  const z = level === 0.95 ? undefined : normalQuantile((1 + level) / 2);
  const unseen = wilson(0, n, { z })!.high;
  return {
    value,
    low: value - unseen * (value - least),
    high: value + unseen * (most - value),
    n,
    method: "wilson",
  };
}
