/** Finds a set's file: the folder in `TRACELAB_DATA`, the cache, a download from its publisher. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { cacheFolder, download } from "../../base/mod.ts";
import { sources } from "./sources.ts";

/**
 * The path of a set's file, downloaded when nothing is there.
 *
 * @throws {TaskSetError} when it is nowhere and cannot be downloaded
 */
export async function findSet(key: string): Promise<string> {
  const source = sources[key];
  const folders = [process.env.TRACELAB_DATA, cacheFolder()].filter((folder) => !!folder);
  for (const folder of folders as string[]) {
    for (const name of [source.file, ...(source.aliases ?? [])]) {
      if (existsSync(join(folder, name))) return join(folder, name);
    }
  }
  const path = join(cacheFolder(), source.file);
  await download(path, source);
  return path;
}
