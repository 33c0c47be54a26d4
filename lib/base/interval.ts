import { z } from "zod";

/** An interval, in the unit of what it is of. */
export interface Interval {
  low: number;
  high: number;
}

/** A value with its interval. */
export const Measure = z.object({ value: z.number(), low: z.number(), high: z.number() });
export type Measure = z.infer<typeof Measure>;
