import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import process from "node:process";

/**
 * Where a model's completions are kept: `results/completions/NAME.jsonl` of the project around the
 * current folder, or the same in the folder that `TRACELAB_STORE` names.
 */
export function storePath(uri: string): string {
  const name = uri.replace(/[^\w.-]+/g, "_") + ".jsonl";
  const own = process.env.TRACELAB_STORE;
  return own ? join(own, name) : join(projectFolder(), "results", "completions", name);
}

/** The nearest folder upwards with a `deno.json` or `package.json`; else the current one. */
function projectFolder(): string {
  const here = process.cwd();
  for (let folder = here;; folder = dirname(folder)) {
    if (["deno.json", "package.json"].some((file) => existsSync(join(folder, file)))) return folder;
    if (folder === resolve(folder, "..")) return here;
  }
}
