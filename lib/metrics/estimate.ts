import type { Measure } from "../base/mod.ts";

/** A mean with its 95 % interval (or of the level that was asked for) and what it rests on. */
export interface Estimate extends Measure {
  /** How many tasks (or programs, for a plain proportion). */
  n: number;
  method: "wilson" | "bootstrap";
}
