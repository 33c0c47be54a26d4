import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { cacheFolder } from "../../base/mod.ts";

/** Where `deno task train-env` makes its environment. */
export const trainEnvironment = (): string => join(cacheFolder(), "train-env");

/**
 * The Python that trains: the one that is named, `TRACELAB_TRAIN_PYTHON`, or the environment of
 * `deno task train-env`.
 *
 * @throws {Error} of one line where there is none
 */
export function trainPython(named = process.env.TRACELAB_TRAIN_PYTHON): string {
  const python = named ?? join(
    trainEnvironment(),
    process.platform === "win32" ? "Scripts/python.exe" : "bin/python",
  );
  if (existsSync(python)) return python;
  throw new Error(
    `no Python with trl at ${python}: deno task train-env makes it, or TRACELAB_TRAIN_PYTHON names another`,
  );
}
