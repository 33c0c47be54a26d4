/**
 * How long to wait before the next try: exponential, with full jitter so that clients which failed
 * together do not come back together.
 *
 * @param attempt 0 after the first failure.
 * @returns milliseconds, between 0 and `min(60000, 500 × 2^attempt)`.
 *
 * @example
 * ```ts
 * import { backoffMs } from "./backoffMs.ts";
 * backoffMs(3, () => 0.5); // 2000
 * ```
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(60_000, 500 * 2 ** attempt);
}
