import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFile } from "../../base/mod.ts";
import { type Model, modelFrom, type ModelOptions } from "../../models/mod.ts";
import { TinyLM } from "../tinyLM.ts";
import { Tokenizer } from "./tokenizer.ts";
import { tinyEngine } from "./tinyEngine.ts";

/** The folder of the checkpoints that come with the project. */
export const checkpointFolder = (): string => packageFile("data/tiny");

const own = ["base", "student", "teacher", "debugger"];

/**
 * The checkpoint that a URI names: `tiny`, `tiny:student` or `tiny:PATH`.
 *
 * @example
 * ```ts
 * import { checkpointPath } from "tracelab/tiny";
 * checkpointPath("tiny:student").endsWith("student.tiny"); // true
 * ```
 */
export function checkpointPath(uri: string): string {
  const name = uri.replace(/^tiny:?/, "") || "base";
  const path = own.includes(name) ? join(checkpointFolder(), `${name}.tiny`) : name;
  if (!existsSync(path)) {
    throw new Error(
      `${uri}: no checkpoint at ${path} (there are ${own.join(", ")}, or give a path)`,
    );
  }
  return path;
}

/**
 * The embedded model as a model: `model("tiny")` is the base, `tiny:student`, `tiny:teacher`,
 * `tiny:debugger` (trained on analyses alone) and `tiny:PATH` the others. It reads tasks of the tiny world; any other prompt is noise to it.
 *
 * @example
 * ```ts
 * import { loadTasks, solve } from "tracelab";
 * import { tinyModel } from "tracelab/tiny";
 * await using coder = tinyModel("tiny:student", { store: false });
 * const [task] = await loadTasks("tiny", { limit: 1 });
 * console.log((await coder.ask(solve(task, { temperature: 0 }))).code);
 * ```
 */
export function tinyModel(uri: string, options: ModelOptions = {}): Model {
  const open = async () => {
    const bytes = readFileSync(checkpointPath(uri));
    const lm = await TinyLM.load(bytes);
    const identity = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    if (!lm.tokenizer) throw new Error(`${uri}: the checkpoint has no tokenizer`);
    return tinyEngine(lm, new Tokenizer(lm.tokenizer), uri, identity);
  };
  return modelFrom(uri, open, { concurrency: 512, ...options });
}
