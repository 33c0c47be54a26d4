import { dirname, join } from "node:path";
import { storePath } from "../models/mod.ts";

/**
 * Where trained models are kept: `trained/` beside the stored completions.
 *
 * @example
 * ```ts
 * import { trainedFolder } from "tracelab/train";
 * trainedFolder(); // where what was trained is kept
 * ```
 */
export const trainedFolder = (): string => join(dirname(storePath("")), "trained");
