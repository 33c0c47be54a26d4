/** The rows of a Parquet file, a row group at a time: no more than one is held in memory. */
import { basename } from "node:path";
import { TaskSetError } from "./taskSetError.ts";

/** Whole numbers of 64 bits as numbers, where they fit. */
const plain = (value: unknown) =>
  typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : value;

/**
 * Rows of a `.parquet` file with any of the usual compressions.
 *
 * @param options.columns Only these are read; those that the file does not have are left out. @default {all}
 * @throws {TaskSetError} when the file is no Parquet file, or is torn
 *
 * @example
 * ```ts ignore
 * for await (const row of parquetRows("train.parquet", { columns: ["prompt"] })) console.log(row.prompt);
 * ```
 */
export async function* parquetRows(
  path: string,
  options: { columns?: readonly string[] } = {},
): AsyncGenerator<Record<string, unknown>> {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } =
    await import("hyparquet");
  const { compressors } = await import("hyparquet-compressors");
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    const names = parquetSchema(metadata).children.map(({ element }) => element.name);
    const columns = options.columns ? names.filter((n) => options.columns!.includes(n)) : names;
    let rowStart = 0;
    for (const { num_rows } of metadata.row_groups) {
      const rowEnd = rowStart + Number(num_rows);
      const part = { file, metadata, compressors, columns, rowStart, rowEnd };
      for (const row of await parquetReadObjects(part)) {
        for (const name of columns) row[name] = plain(row[name]);
        yield row;
      }
      rowStart = rowEnd;
    }
  } catch (error) {
    if (error instanceof TaskSetError) throw error;
    throw new TaskSetError(`${basename(path)}: ${(error as Error).message}`);
  }
}
