import type { Attempt } from "../runs/mod.ts";

/**
 * Attempts that can be gone through; a flow that nobody has read is refused.
 *
 * @throws {TypeError} that says what gives a list
 *
 * @example
 * ```ts
 * import { listed } from "tracelab/metrics";
 * [...listed([])]; // []
 * ```
 */
export function listed(attempts: Iterable<Attempt>): Iterable<Attempt> {
  if (Symbol.iterator in Object(attempts)) return attempts;
  throw new TypeError(
    "attempts are a list or a run: `await record(NAME, { tasks }, base({ … }))` gives one, " +
      "`base({ … })` alone gives a stream that nobody has read",
  );
}
