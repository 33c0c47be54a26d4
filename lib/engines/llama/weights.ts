/** Finds the file of a model: in the folder `TRACELAB_MODELS`, in the cache, or from its publisher. */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { cacheFolder, download, sha256File } from "../../base/mod.ts";
import { type KnownModel, knownModels } from "./knownModels.ts";

/** The known model of that name; undefined for the path of a file. */
export function knownModel(name: string): KnownModel | undefined {
  return Object.hasOwn(knownModels(), name) ? knownModels()[name] : undefined;
}

/**
 * The path of a model's weights: `name` is known, or the path of a `.gguf` file.
 *
 * @throws {Error} of one line: nothing of that name, no network, a full disk, a file that is another.
 */
export async function findWeights(
  name: string,
  { say = console.error as (line: string) => void } = {},
): Promise<string> {
  const known = knownModel(name);
  if (!known) return localWeights(name);
  const { file, url, sha256, bytes } = known;
  const folders = [process.env.TRACELAB_MODELS, join(cacheFolder(), "models")];
  for (const folder of folders) {
    const path = folder && join(folder, file);
    if (!path || !existsSync(path)) continue;
    const found = await weightsHash(path);
    if (found === sha256) return path;
    throw new Error(
      `${path} is not the publisher's file (SHA-256 ${found}, expected ${sha256}): remove it`,
    );
  }
  if (!url) {
    throw new Error(
      `${name} is fetched from nowhere: put ${file} in a folder, and its path in TRACELAB_MODELS`,
    );
  }
  const path = join(cacheFolder(), "models", file);
  say(`fetching ${name} once: ${(bytes / 1e6).toFixed(0)} MB, into ${path}`);
  await download(path, { url, sha256 });
  return path;
}

/**
 * The path of a `.gguf` file, as it is named or in the folder `TRACELAB_MODELS`.
 *
 * @throws {Error} of one line where there is none
 */
export function localWeights(name: string): string {
  if (existsSync(name) && statSync(name).isFile()) return resolve(name);
  const path = process.env.TRACELAB_MODELS && join(process.env.TRACELAB_MODELS, name);
  if (path && existsSync(path) && statSync(path).isFile()) return path;
  throw new Error(
    `no model ${name}: known are ${
      Object.keys(knownModels()).join(", ")
    }; else the path of a .gguf file`,
  );
}

/** The SHA-256 of a file, in hex; remembered in the cache as long as its size and time are the same. */
export async function weightsHash(path: string): Promise<string> {
  const { size, mtimeMs } = statSync(path);
  const stamp = `${size} ${mtimeMs}`, memory = join(cacheFolder(), "models", "hashes.json");
  const known = read(memory)[resolve(path)];
  if (known?.stamp === stamp) return known.sha256;
  const sha256 = await sha256File(path);
  try {
    mkdirSync(join(cacheFolder(), "models"), { recursive: true });
    const aside = `${memory}.${process.pid}`;
    const all = { ...read(memory), [resolve(path)]: { stamp, sha256 } };
    writeFileSync(aside, JSON.stringify(all, null, 2));
    renameSync(aside, memory);
  } catch {
    // A cache that cannot be written is no reason not to answer: the next one counts again.
  }
  return sha256;
}

function read(file: string): Record<string, { stamp: string; sha256: string } | undefined> {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}
