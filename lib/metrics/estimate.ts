/** A mean with what it rests on. */
export interface Estimate {
  value: number;
  /** Bounds of the 95 % interval (or of the level that was asked for). */
  low: number;
  high: number;
  /** How many tasks (or programs, for a plain proportion). */
  n: number;
  method: "wilson" | "bootstrap";
}
