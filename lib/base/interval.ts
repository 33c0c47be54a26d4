import { z } from "zod";

/** An interval, in the unit of what it is of. */
export interface Interval {
  low: number;
  high: number;
}

/**
 * A value with its interval.
 *
 * @example
 * ```ts
 * import { display, show } from "tracelab";
 * const solved: show.Interval = { value: 0.5, low: 0.24, high: 0.76 };
 * await display(show.table([{ arm: "base", solved }])); // 0.50 [0.24, 0.76]
 * ```
 */
export const Measure = z.object({ value: z.number(), low: z.number(), high: z.number() });
export type Measure = z.infer<typeof Measure>;
