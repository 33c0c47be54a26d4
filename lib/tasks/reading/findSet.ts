/** Finds a set's file: the folder in `TRACELAB_DATA`, the cache, a download from its publisher. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { cacheFolder, download } from "../../base/mod.ts";
import { sources } from "./sources.ts";

/**
 * A file of one of these names in the folder that `TRACELAB_DATA` names, or in the cache.
 *
 * @example
 * ```ts
 * import { dataFile } from "tracelab/tasks";
 * dataFile(["nobody-has-this.jsonl"]); // undefined
 * ```
 */
export function dataFile(names: readonly string[]): string | undefined {
  for (const folder of [process.env.TRACELAB_DATA, cacheFolder()]) {
    for (const name of folder ? names : []) {
      if (existsSync(join(folder!, name))) return join(folder!, name);
    }
  }
}

/**
 * The path of a set's file, downloaded when nothing is there.
 *
 * @throws {TaskSetError} when it is nowhere and cannot be downloaded
 *
 * @example
 * ```ts
 * import { findSet, TaskSetError } from "tracelab/tasks";
 * try {
 *   await findSet("humaneval"); // the path of HumanEval.jsonl.gz
 * } catch (error) {
 *   if (!(error instanceof TaskSetError)) throw error; // no copy here, and no network
 * }
 * ```
 */
export async function findSet(key: string): Promise<string> {
  const source = sources[key];
  const found = dataFile([source.file, ...(source.aliases ?? [])]);
  if (found) return found;
  const path = join(cacheFolder(), source.file);
  await download(path, source);
  return path;
}
