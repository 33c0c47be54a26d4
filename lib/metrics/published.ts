/**
 * What the four published systems report, cell by cell, from `data/published/*.json`: to stand beside
 * measured numbers, each with its provenance.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { type Interval, packageFile } from "../base/mod.ts";
import { wilson } from "./wilson.ts";

/**
 * The four published systems.
 *
 * @example
 * ```ts
 * import { PublishedSystem } from "tracelab/metrics";
 * PublishedSystem.options; // ["trace", "prompt-optimisation", "ieta", "research-code"]
 * ```
 */
export const PublishedSystem = z.enum(["trace", "prompt-optimisation", "ieta", "research-code"]);
export type PublishedSystem = z.infer<typeof PublishedSystem>;

/**
 * - `claimed`: a table in the project's own report
 * - `author's artefact`: an output that the authors stored, for instance in a notebook
 * - `synthetic in the source`: made by a formula, not by an experiment
 *
 * @example
 * ```ts
 * import { loadPublished } from "tracelab";
 * import { Provenance } from "tracelab/metrics";
 * for (const provenance of Provenance.options) {
 *   console.log(provenance, loadPublished().filter((cell) => cell.provenance === provenance).length);
 * }
 * ```
 */
export const Provenance = z.enum(["claimed", "author's artefact", "synthetic in the source"]);
export type Provenance = z.infer<typeof Provenance>;

/**
 * One cell of a published table.
 *
 * @example
 * ```ts
 * import { loadPublished } from "tracelab";
 * import { PublishedRow } from "tracelab/metrics";
 * const [{ interval: _, ...cell }] = loadPublished("trace");
 * PublishedRow.parse(cell).row; // "Baseline"
 * ```
 */
export const PublishedRow = z.strictObject({
  system: PublishedSystem,
  table: z.string(),
  row: z.string(),
  metric: z.string(),
  /** As printed; absent where the source leaves the cell out. */
  value: z.number().optional(),
  /** `percent` and `share` are proportions of `n`; a `score` is not; `percent change` may be negative. */
  unit: z.enum(["percent", "share", "score", "count", "percent change"]),
  /** Tasks or items behind the value, where the source says so. */
  n: z.number().int().positive().optional(),
  provenance: Provenance,
  source: z.string(),
  note: z.string().optional(),
});
export type PublishedRow = z.infer<typeof PublishedRow>;

/** A cell with Wilson's 95 % interval in the cell's own unit, where it is a proportion of a known n. */
export type Published = PublishedRow & { interval?: Interval };

const File = z.strictObject({
  system: PublishedSystem,
  title: z.string(),
  source: z.string(),
  about: z.string(),
  rows: z.array(PublishedRow),
});

/**
 * The published cells of one system, or of all four.
 *
 * @throws {RangeError} for an unknown system
 *
 * @example
 * ```ts
 * import { loadPublished } from "tracelab";
 * const cells = loadPublished("trace").filter((cell) => cell.provenance === "author's artefact");
 * cells[0].value; // 5.6 (percent, n = 100)
 * ```
 */
export function loadPublished(system?: PublishedSystem): Published[] {
  const known = PublishedSystem.options;
  if (system !== undefined && !known.includes(system)) {
    throw new RangeError(`no published system '${system}': they are ${known.join(", ")}`);
  }
  return (system ? [system] : known).flatMap((name) => {
    const path = packageFile(`data/published/${name}.json`);
    return File.parse(JSON.parse(readFileSync(path, "utf8"))).rows.map(withInterval);
  });
}

function withInterval(row: PublishedRow): Published {
  const whole = { percent: 100, share: 1 }[row.unit as string];
  if (!whole || row.n === undefined || row.value === undefined) return row;
  const interval = wilson(row.value / whole * row.n, row.n);
  return interval
    ? { ...row, interval: { low: interval.low * whole, high: interval.high * whole } }
    : row;
}
