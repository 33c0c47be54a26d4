import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { TaskSetError } from "./taskSetError.ts";

/**
 * A file itself, or the files of a folder of shards (`train-00000-of-00005.parquet`…), in the order of
 * their names.
 *
 * @throws {TaskSetError} where there is no such file, or none of rows in the folder
 *
 * @example
 * ```ts ignore
 * rowFiles("data/cache/ArXivDLInstruct"); // its .parquet files, else its .jsonl files
 * ```
 */
export function rowFiles(path: string): string[] {
  const info = statSync(path, { throwIfNoEntry: false });
  if (!info) throw new TaskSetError(`no file ${path}`);
  if (!info.isDirectory()) return [path];
  const inside = readdirSync(path, { recursive: true, encoding: "utf8" }).sort();
  for (const kind of [".parquet", ".jsonl", ".jsonl.gz"]) {
    const files = inside.filter((name) => name.endsWith(kind));
    if (files.length) return files.map((name) => join(path, name));
  }
  throw new TaskSetError(`${path}: a folder without .parquet or .jsonl files`);
}
