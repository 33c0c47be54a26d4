/** Finds a set's file: the folder in `TRACELAB_DATA`, the cache, a download from its publisher. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { download } from "./download.ts";
import { TaskSetError } from "./row.ts";
import { sources } from "./sources.ts";

/** A file of the package, for instance `data/starter/tasks.jsonl`: looked for upwards from this module. */
export function packageFile(path: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, path))) {
    const parent = dirname(folder);
    if (parent === folder) throw new TaskSetError(`${path} is missing from the package`);
    folder = parent;
  }
  return join(folder, path);
}

/** The cache: `TRACELAB_CACHE`, or `data/cache` of the project. */
export function cacheFolder(): string {
  return process.env.TRACELAB_CACHE ?? join(dirname(packageFile("package.json")), "data", "cache");
}

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
