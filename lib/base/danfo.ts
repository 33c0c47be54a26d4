/**
 * Danfo, with exports that hold what a frame holds: its own CSV quotes nothing and writes missing
 * values as text. Loaded when a frame is first asked for.
 */
import { writeWhole } from "./outputFile.ts";
import { refuseUnknown } from "./refuseUnknown.ts";

/** What is used of a frame, or of a column of one. */
interface Frame {
  readonly values: unknown[];
  readonly columns: string[];
}

/** Where an export is written, beside being returned. */
export interface ExportOptions {
  /** One that is there is replaced. */
  filePath?: string;
}

/** The exports of a frame, in one call each. */
export interface Exports {
  /** CSV as RFC 4180 has it, a missing value empty; written to `file` where it is named. */
  toCSV(file?: string | ExportOptions): string;
  /** The rows as plain objects, a missing value null; written to `filePath` where it is named. */
  toJSON(options?: ExportOptions): Record<string, unknown>[];
  /** The bytes of a Parquet file; written to `file` where it is named. */
  toParquet(file?: string | ExportOptions): Promise<Uint8Array>;
}

/**
 * The library; `DataFrame` and all that it gives back have the exports.
 *
 * @example
 * ```ts
 * import { danfo } from "./danfo.ts";
 * const { DataFrame } = await danfo();
 * const frame = new DataFrame([{ arm: "a, b", passed: NaN }]);
 * (frame as unknown as { toCSV(): string }).toCSV(); // 'arm,passed\n"a, b",\n'
 * ```
 */
export async function danfo() {
  const library = await import("danfojs-node");
  for (const { prototype } of [library.DataFrame, library.Series]) {
    eachPrototype(prototype, addExports);
  }
  return library;
}

/** The exported classes are leaves: `describe`, `groupby` and columns return their base classes. */
export function eachPrototype(leaf: object, work: (prototype: object) => void): void {
  for (
    let prototype = leaf;
    prototype && prototype !== Object.prototype;
    prototype = Object.getPrototypeOf(prototype)
  ) work(prototype);
}

/** The file that is named; `JSON.stringify` gives `toJSON` a key, which is none. */
function fileOf(name: string, given: string | ExportOptions = {}): string | undefined {
  if (typeof given === "string") return name === "toJSON" ? undefined : given;
  refuseUnknown(`frame.${name}`, given, { filePath: true });
  return given.filePath;
}

function addExports(prototype: object): void {
  const add = (
    name: keyof Exports,
    value: (this: Frame, file?: string | ExportOptions) => unknown,
  ) => Object.defineProperty(prototype, name, { configurable: true, writable: true, value });
  add("toCSV", function (given) {
    const file = fileOf("toCSV", given), lines = [this.columns, ...cellsOf(this)];
    const text = lines.map((cells) => cells.map(csvCell).join(",") + "\n").join("");
    if (file !== undefined) writeWhole(file, text);
    return text;
  });
  add("toJSON", function (given) {
    const file = fileOf("toJSON", given);
    const rows = cellsOf(this).map((cells) =>
      Object.fromEntries(this.columns.map((name, i) => [name, cells[i] ?? null]))
    );
    if (file !== undefined) writeWhole(file, JSON.stringify(rows, null, 1) + "\n");
    return rows;
  });
  add("toParquet", async function (given) {
    const file = fileOf("toParquet", given);
    const { parquetWriteBuffer } = await import("hyparquet-writer");
    const rows = cellsOf(this);
    const columnData = this.columns.map((name, i) =>
      parquetColumn(name, rows.map((row) => row[i]))
    );
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData }));
    if (file !== undefined) writeWhole(file, bytes);
    return bytes;
  });
}

/** Rows of cells; what is missing (danfo's NaN) is undefined. */
function cellsOf({ values }: Frame): unknown[][] {
  return values.map((row) =>
    (Array.isArray(row) ? row : [row]).map((value) =>
      value === null || Number.isNaN(value) ? undefined : value
    )
  );
}

function csvCell(value: unknown): string {
  if (value === undefined) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A column of one type; of several, each value as text. */
function parquetColumn(name: string, values: unknown[]) {
  const kinds = new Set(values.filter((value) => value !== undefined).map((value) => typeof value));
  const [kind = "string"] = kinds;
  const data = (turn: (value: unknown) => unknown) =>
    values.map((value) => value === undefined ? null : turn(value));
  if (kinds.size <= 1 && kind === "boolean") {
    return { name, data: data(Boolean), type: "BOOLEAN" as const, nullable: true };
  }
  if (kinds.size <= 1 && kind === "number") {
    return { name, data: data(Number), type: "DOUBLE" as const, nullable: true };
  }
  const text = (value: unknown) => typeof value === "string" ? value : JSON.stringify(value);
  return { name, data: data(text), type: "STRING" as const, nullable: true };
}
