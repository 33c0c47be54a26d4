/** The rows of a Parquet file, a few megabytes at a time: of a row group its bytes are held, and a part of its rows. */
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { TaskSetError } from "./taskSetError.ts";

/** Bytes of the rows that are held at once, as they are without compression. */
const most = 4 << 20;

/** Whole numbers of 64 bits as numbers, where they fit. */
const plain = (value: unknown) =>
  typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : value;

/**
 * Rows of a `.parquet` file with any of the usual compressions.
 *
 * @param options.columns Only these are read; those that the file does not have are left out. @default {all}
 * @param options.lazy Of these, texts come as functions that decode them: of a large column few rows are
 * wanted. Other values come as they are. @default {none}
 * @throws {TaskSetError} when the file is no Parquet file, or is torn
 *
 * @example
 * ```ts ignore
 * for await (const row of parquetRows("train.parquet", { columns: ["prompt"] })) console.log(row.prompt);
 * ```
 */
export async function* parquetRows(
  path: string,
  options: { columns?: readonly string[]; lazy?: readonly string[] } = {},
): AsyncGenerator<Record<string, unknown>> {
  const { parquetMetadataAsync, parquetReadObjects, parquetSchema } = await import("hyparquet");
  const { compressors } = await import("hyparquet-compressors");
  const { columns: wanted, lazy = [] } = options;
  try {
    await using file = await sliced(path);
    const metadata = await parquetMetadataAsync(file);
    const all = parquetSchema(metadata).children.map(({ element }) => element.name);
    const names = all.filter((name) => wanted?.includes(name) ?? true);
    const columns = names.filter((name) => !lazy.includes(name));
    const late = names.filter((name) => lazy.includes(name));
    const asBytes = { stringFromBytes: (bytes: Uint8Array) => bytes };
    let groupStart = 0;
    for (const group of metadata.row_groups) {
      const groupEnd = groupStart + Number(group.num_rows);
      const size = group.columns.reduce(
        (sum, { meta_data: meta }) =>
          meta && names.includes(meta.path_in_schema[0])
            ? sum + Number(meta.total_uncompressed_size)
            : sum,
        0,
      );
      const step = Math.ceil((groupEnd - groupStart) / Math.max(1, Math.ceil(size / most)));
      for (let rowStart = groupStart; rowStart < groupEnd; rowStart += step) {
        const rowEnd = Math.min(groupEnd, rowStart + step);
        const part = { file, metadata, compressors, rowStart, rowEnd };
        const rows = await parquetReadObjects({ ...part, columns });
        const texts = late.length
          ? await parquetReadObjects({ ...part, columns: late, parsers: asBytes })
          : [];
        for (const [i, row] of rows.entries()) {
          for (const name of columns) row[name] = plain(row[name]);
          for (const name of late) row[name] = decoding(texts[i][name]);
          yield row;
        }
      }
      file.forget();
      groupStart = groupEnd;
    }
  } catch (error) {
    if (error instanceof TaskSetError) throw error;
    throw new TaskSetError(`${basename(path)}: ${(error as Error).message}`);
  }
}

const decoder = new TextDecoder();
const decoding = (value: unknown) =>
  value instanceof Uint8Array ? () => decoder.decode(value) : plain(value);

/** A file's bytes as the reader wants them; what was read is kept until it is forgotten. */
async function sliced(path: string) {
  const handle = await open(path);
  const kept = new Map<string, Promise<ArrayBuffer>>();
  async function read(start: number, end: number): Promise<ArrayBuffer> {
    const bytes = new Uint8Array(end - start);
    for (let at = 0; at < bytes.length;) {
      const { bytesRead } = await handle.read(bytes, at, bytes.length - at, start + at);
      if (!bytesRead) throw new Error(`it ends before byte ${end}`);
      at += bytesRead;
    }
    return bytes.buffer;
  }
  const { size: byteLength } = await handle.stat();
  return {
    byteLength,
    slice(start: number, end = byteLength): Promise<ArrayBuffer> {
      const key = `${start}-${end}`;
      const bytes = kept.get(key) ?? read(start, end);
      kept.set(key, bytes);
      return bytes;
    },
    forget: () => kept.clear(),
    [Symbol.asyncDispose]: () => handle.close(),
  };
}
