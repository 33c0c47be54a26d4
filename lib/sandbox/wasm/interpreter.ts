/**
 * Boots Pyodide inside a worker, from the snapshot of an interpreter that has already imported
 * everything. Nothing is read from disk but the package's own JavaScript.
 */
import type { Pyodide, PyodideLoader } from "./emscripten.ts";
import type { Imports } from "./gateImports.ts";
import type { Machine } from "./sealWebAssembly.ts";

/** What a worker needs to boot; compiled and read once a process. */
export interface BootFiles {
  /** URL of the Pyodide package's folder. */
  packageUrl: string;
  module: WebAssembly.Module;
  /** What puts a candidate's memory back: `pages.ts`. */
  pages: WebAssembly.Module;
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

/** The interpreter, and the WebAssembly that it is. */
export interface Booted {
  python: Pyodide;
  machine: Machine;
}

/** `prepare` may change the functions that the interpreter's WebAssembly imports, `names`. */
export async function boot(
  files: BootFiles,
  prepare: (env: Imports, names: string[]) => void = () => {},
): Promise<Booted> {
  const loader: PyodideLoader = await import(new URL("pyodide.mjs", files.packageUrl).href);
  const { instantiate } = WebAssembly;
  let machine: Machine | undefined;
  const replacement = async (source: unknown, imports: WebAssembly.Imports) => {
    // Pyodide also instantiates a helper of a few bytes, which is given as a module already.
    if (source instanceof WebAssembly.Module) return await instantiate(source, imports);
    const wanted = WebAssembly.Module.imports(files.module);
    const names = wanted.filter(({ module, kind }) => module === "env" && kind === "function");
    prepare(imports.env as Imports, names.map(({ name }) => name));
    const instance = await instantiate(files.module, imports);
    machine = machineOf(files.module, imports, instance);
    return { module: files.module, instance };
  };
  WebAssembly.instantiate = replacement as typeof instantiate;
  try {
    const python = await loader.loadPyodide({
      indexURL: fileName(files.packageUrl),
      env: ENVIRONMENT,
      lockFileContents: NO_PACKAGES,
      jsglobals: Object.create(null),
      stdin: () => null,
      stdout: () => {},
      stderr: () => {},
      _loadSnapshot: new Uint8Array(files.snapshot),
    });
    if (!machine) throw new Error("Pyodide did not instantiate its module");
    return { python, machine };
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}

function machineOf(
  module: WebAssembly.Module,
  imports: WebAssembly.Imports,
  { exports }: WebAssembly.Instance,
): Machine {
  const imported = WebAssembly.Module.imports(module)
    .filter(({ kind }) => kind === "global")
    .map(({ module, name }) => imports[module][name] as WebAssembly.Global);
  const exported = Object.values(exports).filter((item) => item instanceof WebAssembly.Global);
  return {
    memory: exports.memory as WebAssembly.Memory,
    table: exports.__indirect_function_table as WebAssembly.Table,
    stackPointer: exports.__stack_pointer as WebAssembly.Global,
    globals: [...imported, ...exported],
  };
}

/** Pyodide on Deno takes its folder as a path. */
export function fileName(url: string): string {
  const path = decodeURIComponent(new URL(url).pathname);
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}
