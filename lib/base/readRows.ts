/** The rows of a `.jsonl`, `.json`, gzipped or `.parquet` file, one at a time: a large file is never held in memory. */
import { Buffer } from "node:buffer";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { createGunzip } from "node:zlib";
import { jsonItems } from "./jsonText.ts";
import { LineSplitter } from "./lines.ts";
import { parquetRows } from "./parquetRows.ts";
import { rowFiles } from "./rowFiles.ts";
import { TaskSetError } from "./taskSetError.ts";

/** A row's JSON text and where it stands. */
export interface RowText {
  text: string;
  where: string;
}

async function* chunks(path: string): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path);
  const bytes = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  // `pipe` does not hand on errors of its source.
  file.on("error", (error) => bytes.destroy(error));
  yield* bytes;
}

/**
 * The lines of a text or gzip file, without their ends.
 *
 * @example
 * ```ts
 * import { readLines } from "tracelab/tasks";
 * for await (const line of readLines("package.json")) console.log(line);
 * ```
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(), lines = new LineSplitter();
  const text = (line: Uint8Array) => decoder.decode(line).replace(/\r$/, "");
  for await (const chunk of chunks(path)) {
    for (const { line } of lines.add(chunk)) yield text(line);
  }
  if (lines.rest.length) yield text(lines.rest);
}

/**
 * Rows of a `.jsonl[.gz]` file (blank lines are skipped), of a `.json[.gz]` file that holds an array, of
 * a `.parquet` file, or of a folder of such files.
 *
 * @throws {TaskSetError} when the file cannot be read or is not of these kinds
 *
 * @example
 * ```ts
 * import { readRows, Row } from "tracelab/tasks";
 * import { packageFile } from "./packageFile.ts";
 * for await (const { text, where } of readRows(packageFile("data/starter/tasks.jsonl"))) {
 *   new Row(text, where).has("id", "hidden"); // true
 *   break;
 * }
 * ```
 */
export async function* readRows(path: string): AsyncGenerator<RowText> {
  for (const file of rowFiles(path)) yield* rowsOfFile(file);
}

async function* rowsOfFile(path: string): AsyncGenerator<RowText> {
  const name = basename(path);
  try {
    if (/\.jsonl(\.gz)?$/.test(name)) {
      let line = 0;
      for await (const text of readLines(path)) {
        line++;
        if (text.trim()) yield { text, where: `${name}:${line}` };
      }
    } else if (/\.json(\.gz)?$/.test(name)) {
      const parts: Uint8Array[] = [];
      for await (const part of chunks(path)) parts.push(part);
      const items = jsonItems(new TextDecoder().decode(Buffer.concat(parts)));
      for (const [i, text] of items.entries()) yield { text, where: `${name}[${i}]` };
    } else if (name.endsWith(".parquet")) {
      let index = 0;
      for await (const row of parquetRows(path)) {
        yield { text: JSON.stringify(row), where: `${name}[${index++}]` };
      }
    } else {
      throw new TaskSetError(
        `${path}: expected a .jsonl, .json, .jsonl.gz, .json.gz or .parquet file`,
      );
    }
  } catch (error) {
    if (error instanceof TaskSetError) throw error;
    throw new TaskSetError(`${path}: ${(error as Error).message}`);
  }
}
