/** The memory of a warm interpreter: made once a machine and version, kept in the user's cache folder. */
import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { Buffer } from "node:buffer";
import { existsSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { mkdir, mkdtemp, rename, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { forgetSnapshots } from "./forgetSnapshots.ts";
import type { SnapshotInput } from "./makeSnapshot.ts";
import { denoArguments, denoEnvironment, denoProgram, moduleFile, pyodideUrl } from "./runtime.ts";

/**
 * What programs and tests import most; in the snapshot it costs nothing. Every MiB more is hashed or copied
 * back after every program (0.1 to 0.25 ms): `unittest.mock` alone would be 2.3.
 */
const COMMON =
  ("argparse array ast asyncio base64 bisect calendar cmath collections contextlib copy csv " +
    "dataclasses datetime decimal difflib enum fractions functools glob hashlib heapq inspect io " +
    "itertools json keyword linecache logging math numbers operator os pathlib pickle pprint " +
    "queue random re reprlib secrets shutil statistics string struct tempfile textwrap threading " +
    "time traceback types typing unicodedata unittest uuid warnings zlib")
    .split(" ");

/** Our Python in the snapshot: the judge's and candidate's core, and its ends for this engine. */
const OWN = ["tracelab_wasm.candidate_side", "tracelab_wasm.judge_side"];

let made: Promise<string> | undefined;

/** The snapshot's file; made now (some seconds) where there is none yet, or no more. */
export async function snapshotFile(): Promise<string> {
  const file = await (made ??= find()).catch((error) => {
    made = undefined;
    throw error;
  });
  if (existsSync(file)) return file;
  return await (made = find());
}

async function find(): Promise<string> {
  const input: SnapshotInput = {
    packages: {
      tracelab_core: sources(new URL("../python/", import.meta.url)),
      tracelab_wasm: sources(new URL("./python/", import.meta.url)),
    },
    imports: [...COMMON, ...OWN],
  };
  const text = JSON.stringify(input);
  const name = `pyodide-${key(text)}.snapshot`;
  const folder = join(cacheFolder(), "tracelab");
  const file = join(folder, name);
  if (existsSync(file)) {
    opened(file);
    return file;
  }
  const bytes = await make(text);
  try {
    await mkdir(folder, { recursive: true });
    const partial = `${file}.${randomUUID()}`;
    await writeFile(partial, bytes, { mode: 0o600 });
    await rename(partial, file);
    forgetSnapshots(folder, name);
    return file;
  } catch {
    // A home that cannot be written: a private folder for this process, left to the system to clear.
    const own = join(await mkdtemp(join(tmpdir(), "tracelab-")), name);
    await writeFile(own, bytes, { mode: 0o600 });
    return own;
  }
}

/** Its time says when it was last of use: see `forgetSnapshots.ts`. */
function opened(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // A cache of somebody else's.
  }
}

function sources(folder: URL): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".py")).sort();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(new URL(name, folder), "utf8")]),
  );
}

function key(input: string): string {
  const hash = createHash("sha256").update(input);
  hash.update(readFileSync(new URL("package.json", pyodideUrl())));
  for (const name of ["makeSnapshot", "interpreter"]) hash.update(readFileSync(moduleFile(name)));
  return hash.digest("hex").slice(0, 16);
}

function cacheFolder(): string {
  const { env, platform } = process;
  if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME;
  if (platform === "darwin") return join(homedir(), "Library", "Caches");
  if (platform === "win32") return env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  return join(homedir(), ".cache");
}

function make(input: string): Promise<Uint8Array> {
  const url = pyodideUrl();
  const child = spawn(denoProgram(), denoArguments("makeSnapshot", [fileURLToPath(url)], [url]), {
    env: denoEnvironment(),
    stdio: ["pipe", "pipe", "pipe"],
  });
  const out: Uint8Array[] = [];
  let trouble = "";
  child.stdout.on("data", (chunk) => out.push(chunk));
  child.stderr.on("data", (chunk) => trouble = (trouble + chunk).slice(-500));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(out));
      else {reject(
          new Error(`the Python snapshot was not made (status ${code}): ${trouble.trim()}`),
        );}
    });
  });
}
