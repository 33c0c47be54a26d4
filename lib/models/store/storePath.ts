import { join } from "node:path";
import process from "node:process";
import { projectFolder } from "../../base/mod.ts";

/**
 * Where a model's completions are kept: `results/completions/NAME.jsonl` of the project around the
 * current folder, or the same in the folder that `TRACELAB_STORE` names.
 */
export function storePath(uri: string): string {
  const name = uri.replace(/[^\w.-]+/g, "_") + ".jsonl";
  const own = process.env.TRACELAB_STORE;
  return own ? join(own, name) : join(projectFolder(), "results", "completions", name);
}
