/** Danfo frames: made from rows, and shown as tables. */
import { $display } from "./displayable.ts";
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
 * A danfo DataFrame of rows, whose display is the house's table. Danfo is loaded when first asked for.
 *
 * @example
 * ```ts
 * import { show } from "tracelab";
 * const frame = await show.frame([{ arm: "base", passed: 1 }, { arm: "base", passed: 0 }]);
 * frame.groupby(["arm"]).mean(); // shown as a table, too
 * ```
 */
export async function frame(rows: Row[]) {
  const { DataFrame, Series } = await import("danfojs-node");
  displayAsTable(DataFrame.prototype);
  displayAsTable(Series.prototype);
  return new DataFrame(rows);
}

/** The exported classes are leaves: `describe`, `groupby` and columns return their base classes. */
function displayAsTable(leaf: object) {
  for (
    let prototype = leaf;
    prototype && prototype !== Object.prototype;
    prototype = Object.getPrototypeOf(prototype)
  ) {
    Object.defineProperty(prototype, $display, {
      configurable: true,
      value(this: Frame) {
        return table(this)[$display]();
      },
    });
  }
}
