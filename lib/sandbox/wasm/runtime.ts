/** Finds what the engine runs on: the Pyodide package and a Deno that can be told to allow nothing. */
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";

/** This folder's URL; its files are TypeScript here and JavaScript in the built package. */
const HERE = new URL("./", import.meta.url);
const EXTENSION = import.meta.url.endsWith(".ts") ? "ts" : "js";
const require = createRequire(import.meta.url);

/** The file of a sibling module, for a process of its own. */
export const moduleFile = (name: string): string =>
  fileURLToPath(new URL(`${name}.${EXTENSION}`, HERE));

/** URL of the Pyodide package's folder, links resolved. */
export function pyodideUrl(): string {
  return pathToFileURL(realpathSync(dirname(require.resolve("pyodide")))).href + "/";
}

/**
 * A Deno program: the one that runs us, else of the npm package `deno`, else on the `PATH`.
 *
 * Node alone will not do: its permission model lets a program open connections.
 */
export function denoProgram(): string {
  if (process.versions.deno) return process.execPath;
  for (const candidate of [packagedDeno(), onPath()]) {
    if (candidate && works(candidate)) return candidate;
  }
  throw new Error(
    "the wasm sandbox needs Deno to hold Python without permissions: npm install deno",
  );
}

function packagedDeno(): string | undefined {
  try {
    const folder = dirname(require.resolve("deno/package.json"));
    return ["deno", "deno.exe"].map((name) => join(folder, name)).find(existsSync);
  } catch {
    return undefined;
  }
}

function onPath(): string | undefined {
  const names = process.platform === "win32" ? ["deno.exe"] : ["deno"];
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);
}

function works(program: string): boolean {
  return spawnSync(program, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}

/** MiB of stack that a worker gets. */
export const STACK_MB = 256;

/** Arguments that run `name` with the permission to read these files and folders and nothing else. */
export function denoArguments(name: string, readable: string[], args: string[]): string[] {
  const allowed = [...readable, fileURLToPath(HERE)].map((path) => path.replaceAll(",", ",,"));
  return [
    "run",
    "--quiet",
    "--no-prompt",
    "--no-config",
    "--no-lock",
    "--no-remote",
    "--no-check",
    "--unstable-worker-options",
    // No eval and no Function: nothing that Python gets hold of can become JavaScript.
    `--v8-flags=--disallow-code-generation-from-strings,--no-wasm-inlining,--stack-size=${
      (STACK_MB - 4) * 1024
    }`,
    `--allow-read=${allowed.join(",")}`,
    moduleFile(name),
    ...args,
  ];
}

/** Only what Deno needs to find its own cache. */
export function denoEnvironment(): Record<string, string> {
  const names = ["HOME", "DENO_DIR", "XDG_CACHE_HOME", "USERPROFILE", "LOCALAPPDATA", "SystemRoot"];
  const kept = names.flatMap((name) => process.env[name] ? [[name, process.env[name]!]] : []);
  return { ...Object.fromEntries(kept), DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" };
}
