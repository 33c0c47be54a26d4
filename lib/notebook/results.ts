/**
 * The results of a notebook: the tables that it displayed under a name, and how they compare with
 * the reference that is committed in `results/reference/PRESET/NOTEBOOK.json`.
 */
import { z } from "zod";
import { show } from "../show/mod.ts";
import type { Notebook } from "./nbformat.ts";

/**
 * A table displayed with a name: `show.table(rows, { name, tolerance })`.
 *
 * @example
 * ```ts
 * import { NamedTable } from "tracelab/notebook";
 * NamedTable.parse({ name: "scores", rows: [{ arm: "base", passRatio: 0.5 }] });
 * ```
 */
export const NamedTable = z.object({
  name: z.string(),
  rows: z.array(z.record(z.string(), z.unknown())),
  tolerance: z.record(z.string(), z.union([z.number(), z.literal("any")])).default({}),
});
export type NamedTable = z.infer<typeof NamedTable>;

/**
 * The named tables of an executed notebook, in their order; a name that comes twice is an error.
 *
 * @example
 * ```ts
 * import { namedTables, readNotebook } from "tracelab/notebook";
 * namedTables(await readNotebook("notebooks/BaseCode.ipynb"))[0].name; // "scores"
 * ```
 */
export function namedTables(notebook: Notebook): NamedTable[] {
  const tables = notebook.cells.flatMap((cell) => cell.cell_type === "code" ? cell.outputs : [])
    .filter((output) => "data" in output && show.TABLE_TYPE in output.data)
    .map((output) => NamedTable.parse("data" in output && output.data[show.TABLE_TYPE]));
  const names = tables.map((table) => table.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Error(`two tables are named ${twice}`);
  return tables;
}

/**
 * How tables differ from their reference, one line a difference; none when they agree.
 *
 * Texts and whole numbers must be the same; a column's tolerance (the one of the table at hand)
 * allows numbers to be that far off, or says that they are not compared.
 *
 * @example
 * ```ts
 * import { tableDifferences } from "tracelab/notebook";
 * const table = (passRatio: number) => ({ name: "scores", rows: [{ passRatio }], tolerance: {} });
 * tableDifferences([table(0.5)], [table(0.6)]); // ["scores, row 1, passRatio: 0.5, reference 0.6"]
 * ```
 */
export function tableDifferences(tables: NamedTable[], reference: NamedTable[]): string[] {
  const lines: string[] = [];
  const known = new Map(reference.map((table) => [table.name, table]));
  for (const { name, rows, tolerance } of tables) {
    const other = known.get(name);
    known.delete(name);
    if (!other) lines.push(`${name}: not in the reference`);
    else if (other.rows.length !== rows.length) {
      lines.push(`${name}: ${rows.length} rows, reference ${other.rows.length}`);
    } else {
      rows.forEach((row, i) => {
        const columns = new Set([...Object.keys(row), ...Object.keys(other.rows[i])]);
        for (const column of columns) {
          const allowed = Object.hasOwn(tolerance, column) ? tolerance[column] : 0;
          if (same(row[column], other.rows[i][column], allowed)) continue;
          const [ours, theirs] = [row[column], other.rows[i][column]].map((v) => JSON.stringify(v));
          lines.push(`${name}, row ${i + 1}, ${column}: ${ours}, reference ${theirs}`);
        }
      });
    }
  }
  for (const name of known.keys()) lines.push(`${name}: missing, is in the reference`);
  return lines;
}

function same(a: unknown, b: unknown, tolerance: number | "any"): boolean {
  if (tolerance === "any") return true;
  if (typeof a === "number" && typeof b === "number") {
    // Sums in another order differ in their last digits.
    return Math.abs(a - b) <= tolerance + 1e-9 * Math.max(Math.abs(a), Math.abs(b));
  }
  if (typeof a === "object" && typeof b === "object" && a !== null && b !== null) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) =>
      same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], tolerance)
    );
  }
  return a === b;
}
