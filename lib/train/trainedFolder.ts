import { dirname, join } from "node:path";
import { storePath } from "../models/mod.ts";

/** Where trained models are kept: `trained/` beside the stored completions. */
export const trainedFolder = (): string => join(dirname(storePath("")), "trained");
