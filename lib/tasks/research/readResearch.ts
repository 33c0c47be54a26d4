/** Rows of research code from files, one at a time: Parquet by row group, JSON lines by line. */
import { basename } from "node:path";
import { parquetRows, readRows, refuseUnknown, rowFiles, TaskSetError } from "../../base/mod.ts";
import { ResearchRow, toResearchRow } from "./researchRow.ts";

const columns = Object.keys(ResearchRow.shape);

/**
 * Streams rows in the columns of ArXivDLInstruct from a `.parquet`, `.jsonl[.gz]` or `.json` file or a
 * folder of such files.
 *
 * Of Parquet, `full_code`, by far the largest column, is decoded when a row is first asked for it.
 *
 * @param options.context Reads `full_code`. @default {true}
 * @throws {TaskSetError} for a file that is not there or torn, and for a malformed row, by its place
 *
 * @example
 * ```ts
 * import { readResearch } from "tracelab/tasks";
 * import { packageFile } from "../../base/mod.ts";
 * const path = packageFile("data/research-starter/rows.jsonl");
 * for await (const { function_name } of readResearch(path)) console.log(function_name);
 * ```
 */
export async function* readResearch(
  path: string,
  options: { context?: boolean } = {},
): AsyncGenerator<ResearchRow> {
  refuseUnknown("readResearch", options, { context: true });
  const { context = true } = options;
  const wanted = context ? columns : columns.filter((name) => name !== "full_code");
  for (const file of rowFiles(path)) {
    if (!file.endsWith(".parquet")) {
      for await (const { text, where } of readRows(file)) {
        const row = toResearchRow(parsed(text, where), where);
        yield context ? row : { ...row, full_code: undefined };
      }
      continue;
    }
    let index = 0;
    for await (const row of parquetRows(file, { columns: wanted, lazy: ["full_code"] })) {
      const { full_code: late, ...rest } = row, where = `${basename(file)}[${index++}]`;
      if (typeof late !== "function") yield toResearchRow(row, where);
      else yield withText(toResearchRow(rest, where), late as () => string);
    }
  }
}

/** A row whose file is decoded once, when it is read. */
function withText(row: ResearchRow, decode: () => string): ResearchRow {
  const how = { enumerable: true, configurable: true };
  return Object.defineProperty(row, "full_code", {
    ...how,
    get() {
      const value = decode();
      Object.defineProperty(row, "full_code", { ...how, value, writable: true });
      return value;
    },
  });
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TaskSetError(`${where}: ${(error as Error).message}`);
  }
}
