import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import process from "node:process";

/**
 * The user's project: the nearest folder upwards with a `deno.json` or `package.json`, else the folder
 * itself.
 *
 * @param here where it is looked for. @default {the current folder}
 */
export function projectFolder(here: string = process.cwd()): string {
  for (let folder = here;; folder = dirname(folder)) {
    if (["deno.json", "package.json"].some((file) => existsSync(join(folder, file)))) return folder;
    if (folder === resolve(folder, "..")) return here;
  }
}
