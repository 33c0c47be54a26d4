/** Danfo frames: made from rows, and shown as tables. */
import { danfo, eachPrototype, type Exports } from "../base/mod.ts";
import { $display } from "./displayable.ts";
import { formatCell } from "./formatCell.ts";
import { jsonable } from "./jsonable.ts";
import { pandasNames } from "./pandasNames.ts";
import { type Row, table } from "./table.ts";

/** What is used of a `danfojs-node` DataFrame or Series. */
export interface Frame {
  readonly values: unknown[];
  readonly columns: string[];
  readonly index: (string | number)[];
  readonly shape: number[];
}

export function isFrame(value: unknown): value is Frame {
  const frame = value as Partial<Frame> | undefined;
  return typeof value === "object" && value !== null && Array.isArray(frame!.columns) &&
    Array.isArray(frame!.index) && Array.isArray(frame!.shape) && "values" in value;
}

/** A frame's rows; its index becomes the first column where it says more than 0, 1, 2… */
export function frameRows(frame: Frame): Row[] {
  const named = frame.index.some((label, i) => label !== i);
  return frame.values.map((values, i) => {
    const cells = Array.isArray(values) ? values : [values];
    const row = Object.fromEntries(frame.columns.map((column, j) => [column, cells[j]]));
    return named ? { "": frame.index[i], ...row } : row;
  });
}

/**
 * A danfo DataFrame of rows, whose display is the house's table, with exports in one call each:
 * `toCSV("rows.csv")`, `toJSON({ filePath })`, `toParquet("rows.parquet")`. Danfo is loaded when first
 * asked for.
 *
 * @example
 * ```ts
 * import { show } from "tracelab";
 * const frame = await show.frame([{ arm: "base", passed: 1 }, { arm: "base", passed: 0 }]);
 * frame.groupby(["arm"]).mean(); // shown as a table, too
 * ```
 */
export async function frame(rows: Row[]) {
  const { DataFrame, Series } = await danfo();
  const exporting = (made: InstanceType<typeof DataFrame>) => made as Exports & typeof made;
  displayAsTable(DataFrame.prototype);
  displayAsTable(Series.prototype);
  openColumns(DataFrame.prototype);
  for (const { prototype } of [DataFrame, Series]) eachPrototype(prototype, pandasNames);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (columns.length === 0) return exporting(new DataFrame([]));
  // By column: danfo takes a row's values in the order in which that row has them.
  const data = rows.map((row) =>
    columns.map((name) => Object.hasOwn(row, name) ? cell(row[name]) : NaN)
  );
  return exporting(new DataFrame(data, { columns }));
}

/** A value that danfo's arithmetic does not throw at. */
function cell(value: unknown): unknown {
  if (typeof value === "bigint") return jsonable(value);
  try {
    isNaN(value as number);
    return value;
  } catch {
    return formatCell(value, 0);
  }
}

/** Danfo's frame, as far as its columns' accessors go. */
interface Columns extends Frame {
  $getColumnData(name: string): unknown;
  $setColumnData(name: string, values: unknown): void;
}

/**
 * Gives frames an accessor a column, as danfo does, but for names that its own code needs (`values`,
 * `shape`, `constructor`…): those columns are read by `frame.column(name)`.
 */
function openColumns(prototype: object) {
  const method = "$setInternalColumnDataProperty";
  let owner = prototype; // what frames give back is of their base class
  while (!Object.hasOwn(owner, method)) owner = Object.getPrototypeOf(owner);
  Object.defineProperty(owner, method, {
    configurable: true,
    value(this: Columns, column?: string) {
      for (const name of column === undefined ? this.columns : [column]) {
        if (name in prototype || name.startsWith("$")) continue;
        Object.defineProperty(this, name, {
          configurable: true,
          get: () => this.$getColumnData(name),
          set: (values) => this.$setColumnData(name, values),
        });
      }
    },
  });
}

function displayAsTable(leaf: object) {
  eachPrototype(leaf, (prototype) =>
    Object.defineProperty(prototype, $display, {
      configurable: true,
      value(this: Frame) {
        return table(this)[$display]();
      },
    }));
}
