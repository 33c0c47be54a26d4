/** Jupyter's notebook format 4.5 (https://nbformat.readthedocs.io): read, check, write. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { writeWhole } from "../base/mod.ts";

const text = z.union([z.string(), z.array(z.string())]);
const metadata = z.looseObject({ tags: z.array(z.string()).optional() });

/** Data by MIME type: text as a string or its lines, JSON types as values. */
export const MimeBundle = z.record(z.string(), z.unknown());
export type MimeBundle = z.infer<typeof MimeBundle>;

export const Output = z.discriminatedUnion("output_type", [
  z.strictObject({ output_type: z.literal("stream"), name: z.string(), text }),
  z.strictObject({
    output_type: z.literal("display_data"),
    data: MimeBundle,
    metadata: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({
    output_type: z.literal("execute_result"),
    execution_count: z.number().int().min(0).nullable(),
    data: MimeBundle,
    metadata: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({
    output_type: z.literal("error"),
    ename: z.string(),
    evalue: z.string(),
    traceback: z.array(z.string()),
  }),
]);
export type Output = z.infer<typeof Output>;

const id = z.string().regex(/^[a-zA-Z0-9-_]{1,64}$/);
const attachments = z.record(z.string(), MimeBundle).optional();

export const Cell = z.discriminatedUnion("cell_type", [
  z.strictObject({
    cell_type: z.literal("code"),
    id,
    metadata,
    source: text,
    outputs: z.array(Output),
    execution_count: z.number().int().min(0).nullable(),
  }),
  z.strictObject({ cell_type: z.literal("markdown"), id, metadata, source: text, attachments }),
  z.strictObject({ cell_type: z.literal("raw"), id, metadata, source: text, attachments }),
]);
export type Cell = z.infer<typeof Cell>;
export type CodeCell = Extract<Cell, { cell_type: "code" }>;

/**
 * A notebook of format 4.5.
 *
 * @example
 * ```ts
 * import { fromMarkdown, Notebook } from "tracelab/notebook";
 * Notebook.parse(fromMarkdown("# A title\n")).cells.length; // 1
 * ```
 */
export const Notebook = z.strictObject({
  nbformat: z.literal(4),
  nbformat_minor: z.number().int().min(5),
  metadata: z.looseObject({}),
  cells: z.array(Cell).refine(
    (cells) => new Set(cells.map((cell) => cell.id)).size === cells.length,
    "two cells have the same id",
  ),
});
export type Notebook = z.infer<typeof Notebook>;

/**
 * Reads a notebook; cells without an id of their own get one, as those of formats before 4.5.
 *
 * @example
 * ```ts
 * import { readNotebook } from "tracelab/notebook";
 * const { cells } = await readNotebook("notebooks/BaseCode.ipynb");
 * console.log(cells.length);
 * ```
 */
export async function readNotebook(file: string): Promise<Notebook> {
  let json;
  try {
    json = JSON.parse((await readFile(file, "utf8")).replace(/^\ufeff/, ""));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
  }
  if (json?.nbformat === 4) {
    if (json.nbformat_minor < 5) json.nbformat_minor = 5;
    if (Array.isArray(json.cells)) giveIds(json.cells);
  }
  const read = Notebook.safeParse(json);
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0];
  throw new Error(`${file} is no notebook of format 4.5: ${path.join(".")}: ${message}`);
}

/** Gives ids to cells that have none, one that cannot be, or an earlier cell's: as Jupyter does. */
function giveIds(cells: { id?: unknown }[]): void {
  const taken = new Set<unknown>();
  const lacking = cells.filter((cell) => {
    const lacks = !id.safeParse(cell?.id).success || taken.has(cell.id);
    taken.add(cell?.id);
    return lacks && cell instanceof Object;
  });
  for (const cell of lacking) {
    let number = cells.indexOf(cell) + 1;
    while (taken.has(`cell-${number}`)) number++;
    taken.add(cell.id = `cell-${number}`);
  }
}

/**
 * Writes a notebook whole: a reader never sees half of one.
 *
 * @example
 * ```ts
 * import { fromMarkdown, writeNotebook } from "tracelab/notebook";
 * import { mkdtempSync } from "node:fs";
 * await writeNotebook(`${mkdtempSync("/tmp/notebook-")}/A.ipynb`, fromMarkdown("# A title\n"));
 * ```
 */
export function writeNotebook(file: string, notebook: Notebook): Promise<void> {
  return Promise.resolve().then(() => writeWhole(file, JSON.stringify(notebook, null, 1) + "\n"));
}

/** A cell's or output's text in one piece. */
export function joined(source: string | string[]): string {
  return typeof source === "string" ? source : source.join("");
}

/** Text as notebooks keep it: lines with their ends. */
export function splitLines(source: string): string[] {
  return source === "" ? [] : source.split(/(?<=\n)/);
}

export function hasTag(cell: Cell, tag: string): boolean {
  return cell.metadata.tags?.includes(tag) ?? false;
}
