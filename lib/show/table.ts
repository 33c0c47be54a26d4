/** Rows as a clean HTML table, with aligned text where HTML is not shown. */
import { $display, type Displayable, type DisplayData } from "./displayable.ts";
import { decimalsOf, formatCell, isInterval, isMissing } from "./formatCell.ts";
import { type Frame, frameRows, isFrame } from "./frame.ts";
import { escapeHtml } from "./html.ts";
import { jsonable } from "./jsonable.ts";
import { visible } from "./visible.ts";

/** A row: plain values, or intervals `{ value, low, high }`. */
export type Row = Record<string, unknown>;

export interface TableOptions {
  /** Under the table: n, seed, date, what the reader must know. */
  caption?: string;
  /** Columns in their order. @default {every column of any row} */
  columns?: string[];
  /** Headings by column. @default {the column's name} */
  headings?: Record<string, string>;
  /** Formats by column. */
  format?: Record<string, (value: unknown) => string>;
  /** Rows shown; the number of the others is said. @default {50} */
  maxRows?: number;
  /** Characters shown of a text; the whole is its tooltip. @default {80} */
  maxText?: number;
  /**
   * Names the table a result of its notebook: `deno task reproduce` compares it with
   * `results/reference`, row by row.
   */
  name?: string;
  /**
   * By column, how far a number may be from the reference; `"any"`: not compared (a duration).
   * @default {0: the same}
   */
  tolerance?: Record<string, number | "any">;
}

/**
 * The MIME type under which a named table carries its rows.
 *
 * @example
 * ```ts
 * import { show } from "tracelab";
 * const data = await show.displayData(show.table([{ arm: "base" }], { name: "arms" }));
 * show.TABLE_TYPE in data; // true
 * ```
 */
export const TABLE_TYPE = "application/vnd.tracelab.table+json";

export function isRows(value: unknown): value is Row[] {
  return Array.isArray(value) && value.length > 0 &&
    value.every((row) =>
      typeof row === "object" && row !== null && Object.getPrototypeOf(row) === Object.prototype
    );
}

/**
 * A table of rows or of a danfo frame.
 *
 * @example
 * ```ts
 * import { display, show } from "tracelab";
 * const rows = [{ arm: "base", passRatio: { value: 0.41, low: 0.38, high: 0.44 } }];
 * await display(show.table(rows, { caption: "100 tasks, seed 7" }));
 * ```
 */
export function table(data: Iterable<Row> | Frame, options: TableOptions = {}): Displayable {
  if (!isFrame(data) && typeof Object(data)[Symbol.iterator] !== "function") {
    throw new TypeError(
      `a table is of rows, [{ arm: "base" }, …], or of a frame; a summary's are ` +
        "show.scoreRows(summarize(run))",
    );
  }
  const rows = isFrame(data) ? frameRows(data) : [...data];
  return { [$display]: () => render(rows, options) };
}

interface Column {
  key: string;
  heading: string;
  numeric: boolean;
  text(row: Row): string;
}

function render(rows: Row[], options: TableOptions): DisplayData {
  const { maxRows = 50, maxText = 80, caption, name, tolerance } = options;
  const columns = columnsOf(rows, options);
  const shown = rows.slice(0, maxRows), more = rows.length - shown.length;
  const notes = [more > 0 ? `… ${more} more` : "", caption ?? ""].filter(Boolean);
  const data: DisplayData = {
    "text/html": toHtml(shown, columns, notes, maxText),
    "text/plain": toText(shown, columns, notes, maxText),
  };
  if (name !== undefined) {
    data[TABLE_TYPE] = { name, rows: plain(rows), tolerance: tolerance ?? {} };
  }
  return data;
}

function columnsOf(rows: Row[], { columns, headings = {}, format = {} }: TableOptions): Column[] {
  const keys = columns ?? [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return keys.map((key) => {
    const values = rows.map((row) => cellOf(row, key)).filter((value) => !isMissing(value));
    const own = Object.hasOwn(format, key) ? format[key] : undefined;
    const decimals = decimalsOf(values);
    return {
      key,
      heading: Object.hasOwn(headings, key) ? headings[key] : key,
      numeric: values.length > 0 &&
        values.every((value) => /^number|^bigint/.test(typeof value) || isInterval(value)),
      text: (row) => {
        const value = cellOf(row, key);
        return own && !isMissing(value) ? own(value) : formatCell(value, decimals);
      },
    };
  });
}

/** A row's value; what every object inherits (`constructor`, `toString`) is none of a column's name. */
const cellOf = (row: Row, key: string) =>
  Object.hasOwn(row, key) || !(key in Object.prototype) ? row[key] : undefined;

/** No colours of its own: the page's text colour and thin lines of it, so that dark pages work. */
function toHtml(rows: Row[], columns: Column[], notes: string[], maxText: number): string {
  const longest = new Map(columns.map((column) => [
    column,
    rows.reduce((most, row) => Math.max(most, column.text(row).length), 0),
  ]));
  // A name is not broken at its hyphens; a sentence may be.
  const side = (column: Column, more = "") =>
    ` style="text-align:${column.numeric ? "right" : "left"}${
      column.numeric || longest.get(column)! <= 20 ? ";white-space:nowrap" : ""
    }${more}"`;
  /** Sentences would be broken after every word where other columns are wide. */
  const isProse = (column: Column) => longest.get(column)! > 32;
  const head = columns.map((column) =>
    `<th${side(column, isProse(column) ? ";min-width:12em" : "")}>${
      escapeHtml(column.heading)
    }</th>`
  );
  const body = rows.map((row) => {
    const cells = columns.map((column) => {
      const text = column.text(row), short = cut(text, maxText);
      const title = short === text ? "" : ` title="${escapeHtml(text.slice(0, longestTitle))}"`;
      return `<td${side(column)}${title}>${escapeHtml(short)}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  const foot = notes.map((note) =>
    `<div style="opacity:0.7;font-size:0.9em">${escapeHtml(note)}</div>`
  );
  return [
    '<table class="dataframe">',
    `<thead><tr>${head.join("")}</tr></thead>`,
    `<tbody>\n${body.join("\n")}\n</tbody>`,
    "</table>",
    ...foot,
  ].join("\n");
}

function toText(rows: Row[], columns: Column[], notes: string[], maxText: number): string {
  const texts = columns.map((column) => [
    visible(column.heading),
    ...rows.map((row) => cut(column.text(row), maxText)),
  ]);
  const widths = texts.map((column) =>
    column.reduce((most, text) => Math.max(most, text.length), 0)
  );
  const lines = Array.from(
    { length: rows.length + 1 },
    (_, i) =>
      texts.map((column, j) =>
        columns[j].numeric ? column[i].padStart(widths[j]) : column[i].padEnd(widths[j])
      ).join("  ").trimEnd(),
  );
  return [...lines, ...notes.map(visible)].join("\n");
}

/** Of a text that is longer nobody reads the rest in a tooltip. */
const longestTitle = 5000;

function cut(text: string, length: number): string {
  const line = inOneLine(
    text.length > longestTitle ? text.slice(0, longestTitle + 2 * length) : text,
  );
  // By code points: half of an emoji is no text.
  const points = [...line];
  return points.length > length ? points.slice(0, length - 1).join("") + "…" : line;
}

/** A text's lines behind each other, without the blanks and empty lines at their joints. */
function inOneLine(text: string): string {
  const lines = text.split("\n"), last = lines.length - 1;
  const trimmed = lines.map((line, i) => {
    const start = i === 0 ? line : line.trimStart();
    return i === last ? start : start.trimEnd();
  });
  return visible(trimmed.filter((line, i) => line || i === 0 || i === last).join(" ⏎ "));
}

/** Rows as JSON can keep them: missing values are left out. */
function plain(rows: Row[]): Row[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).filter(([, value]) => !isMissing(value))
        .map(([key, value]) => [key, jsonable(value)]),
    )
  );
}
