/** What `trl` trains: a GGUF or a Hugging Face folder, and an adapter that it goes on from. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import { fileSha256 } from "../../base/mod.ts";
import { findWeights, knownModels, localWeights } from "../../engines/mod.ts";

export interface TrlBase {
  /** `gguf:NAME`, `gguf:FILE` or `hf:FOLDER`, without the adapter. */
  uri: string;
  /** SHA-256 of the weights; of a folder, of all its files. */
  sha256: string;
  /** The file or folder, fetched where the name is known and it is not here yet. */
  path(): Promise<string>;
  /** The folder of the adapter, as PEFT wrote it, and the hash of its weights. */
  adapter?: { folder: string; sha256: string };
}

/**
 * Reads `gguf:NAME`, `gguf:FILE` or `hf:FOLDER`, each with or without `?adapter=FILE`.
 *
 * @throws {RangeError} where nothing is there
 */
export function trlBase(base: string): TrlBase {
  const [, scheme, name, lora] = /^(gguf|hf):([^]*?)(?:\?adapter=([^]*))?$/.exec(base) ?? [];
  const adapter = lora === undefined ? undefined : peftFolder(lora);
  const uri = `${scheme}:${name}`;
  if (scheme === "hf") {
    if (!existsSync(join(name, "config.json"))) {
      throw new RangeError(`no Hugging Face folder ${name} (one with config.json)`);
    }
    return { uri, sha256: folderSha256(name), path: () => Promise.resolve(resolve(name)), adapter };
  }
  const known = Object.hasOwn(knownModels(), name) ? knownModels()[name].sha256 : undefined;
  const sha256 = known ?? remembered(localWeights(name));
  return { uri, sha256, path: () => findWeights(name), adapter };
}

function peftFolder(file: string): NonNullable<TrlBase["adapter"]> {
  const folder = dirname(resolve(file)), weights = join(folder, "adapter_model.safetensors");
  for (const each of [weights, join(folder, "adapter_config.json")]) {
    if (!existsSync(each)) throw new RangeError(`no ${each}: PEFT's own files are trained on`);
  }
  return { folder, sha256: remembered(weights) };
}

function folderSha256(folder: string): string {
  const hash = createHash("sha256");
  for (
    const { name } of readdirSync(folder, { withFileTypes: true }).filter((one) =>
      !one.isDirectory()
    )
      .sort((a, b) => a.name < b.name ? -1 : 1)
  ) {
    hash.update(`${name} ${remembered(join(folder, name))}\n`);
  }
  return hash.digest("hex");
}

const hashes = new Map<string, string>();
/** Gigabytes are read once a process. */
function remembered(file: string): string {
  const { size, mtimeMs } = statSync(file);
  const stamp = `${resolve(file)} ${size} ${mtimeMs}`;
  const found = hashes.get(stamp) ?? fileSha256(file);
  hashes.set(stamp, found);
  return found;
}
