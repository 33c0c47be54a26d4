import type { Interval } from "../base/mod.ts";

/**
 * Wilson's score interval (1927) of a proportion, without continuity correction; undefined for n = 0.
 *
 * For a mean of values between 0 and 1, such as a mean pass ratio, `successes` may be their sum: the
 * interval is then wider than it need be, as no variance of such values exceeds that of zeros and ones.
 *
 * @param z Normal quantile of the level. @default {1.959963984540054, for 95 %}
 * @throws {RangeError} when `successes` is not between 0 and `n`
 *
 * @example
 * ```ts
 * import { wilson } from "tracelab";
 * wilson(17, 200); // { low: 0.054, high: 0.132 }, rounded
 * ```
 */
export function wilson(
  successes: number,
  n: number,
  { z = 1.959963984540054 }: { z?: number } = {},
): Interval | undefined {
  if (!(n >= 0 && successes >= 0 && successes <= n)) {
    throw new RangeError(`not a proportion: ${successes} of ${n}`);
  }
  if (n === 0) return undefined;
  const p = successes / n;
  const centre = p + z * z / (2 * n);
  const half = z * Math.sqrt((p * (1 - p) + z * z / (4 * n)) / n);
  const scale = 1 + z * z / n;
  return {
    low: successes === 0 ? 0 : Math.max(0, (centre - half) / scale),
    high: successes === n ? 1 : Math.min(1, (centre + half) / scale),
  };
}
