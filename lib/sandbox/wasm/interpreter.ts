/**
 * Boots Pyodide inside a worker, from the snapshot of an interpreter that has already imported
 * everything. Nothing is read from disk but the package's own JavaScript.
 */
import type { Pyodide, PyodideLoader } from "./emscripten.ts";

/** What a worker needs to boot; compiled and read once a process. */
export interface BootFiles {
  /** URL of the Pyodide package's folder. */
  packageUrl: string;
  module: WebAssembly.Module;
  snapshot: SharedArrayBuffer;
}

/** The same in the snapshot and in everything booted from it. */
export const ENVIRONMENT: Record<string, string> = {
  HOME: "/tmp",
  PATH: "/usr/bin:/bin",
  LANG: "C.UTF-8",
  TZ: "UTC",
  PYTHONHASHSEED: "0",
};

/** An empty index: no package can be loaded, and none is asked for over a network. */
export const NO_PACKAGES = {
  info: {
    arch: "wasm32",
    platform: "emscripten",
    version: "0",
    python: "3.14",
    abi_version: "2026_0",
  },
  packages: {},
};

const PAGE = 65536;

/** Refuses to let the memory of WebAssembly grow beyond `limit()` bytes: Python sees a MemoryError. */
export function capMemory(limit: () => number): void {
  const { prototype } = WebAssembly.Memory;
  const { grow } = prototype;
  prototype.grow = function (pages: number) {
    if (this.buffer.byteLength + pages * PAGE > limit()) throw new RangeError("memory limit");
    return grow.call(this, pages);
  };
}

export async function boot(files: BootFiles): Promise<Pyodide> {
  const loader: PyodideLoader = await import(new URL("pyodide.mjs", files.packageUrl).href);
  const { instantiate } = WebAssembly;
  const replacement = async (source: unknown, imports: WebAssembly.Imports) => {
    // Pyodide also instantiates a helper of a few bytes, which is given as a module already.
    if (source instanceof WebAssembly.Module) return await instantiate(source, imports);
    return { module: files.module, instance: await instantiate(files.module, imports) };
  };
  WebAssembly.instantiate = replacement as typeof instantiate;
  try {
    return await loader.loadPyodide({
      indexURL: fileName(files.packageUrl),
      env: ENVIRONMENT,
      lockFileContents: NO_PACKAGES,
      jsglobals: Object.create(null),
      stdin: () => null,
      stdout: () => {},
      stderr: () => {},
      _loadSnapshot: new Uint8Array(files.snapshot),
    });
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}

/** Pyodide on Deno takes its folder as a path. */
export function fileName(url: string): string {
  const path = decodeURIComponent(new URL(url).pathname);
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}
