import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { TaskSetError } from "./taskSetError.ts";

/**
 * A file of the package, for instance `data/starter/tasks.jsonl`: looked for upwards from this module.
 *
 * @example
 * ```ts
 * import { packageFile } from "./packageFile.ts";
 * packageFile("data/prices.json"); // "…/data/prices.json"
 * ```
 */
export function packageFile(path: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, path))) {
    const parent = dirname(folder);
    if (parent === folder) throw new TaskSetError(`${path} is missing from the package`);
    folder = parent;
  }
  return join(folder, path);
}

/**
 * The cache: `TRACELAB_CACHE`, or `data/cache` of the project.
 *
 * @example
 * ```ts
 * import { cacheFolder } from "tracelab/tasks";
 * cacheFolder(); // "…/data/cache"
 * ```
 */
export function cacheFolder(): string {
  return process.env.TRACELAB_CACHE ?? join(dirname(packageFile("package.json")), "data", "cache");
}
