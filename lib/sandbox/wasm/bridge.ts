/**
 * Closes the ways from Python to JavaScript in a candidate's worker.
 *
 * Three layers, each enough for the attacks we know: Python finds no object of JavaScript (its
 * modules are gone, and `ctypes`, which could call any function of the WebAssembly module by its
 * name, cannot be imported); a program that got hold of one finds no global worth calling, no
 * `eval` and no `Function` (the process runs with code generation off); and the worker has no
 * permission to use.
 */
import type { Pyodide, PyodideModule, PythonFunction } from "./emscripten.ts";

/** What Emscripten's and this worker's own code uses after the boot. */
const KEPT_GLOBALS = new Set([
  "globalThis",
  "self",
  "WebAssembly",
  "TextDecoder",
  "TextEncoder",
  "performance",
  "crypto",
  "console",
]);

/** `find` gives a function of `candidate_side.py`. */
export function closeBridge(python: Pyodide, find: (name: string) => PythonFunction): void {
  const unsafe = String(find("unsafe")()).split(" ");
  find("close_bridge")();
  unlist(python._module, unsafe);
  stripGlobals();
}

/** Renames modules in the interpreter's table of built-in ones: no import finds them again. */
function unlist(module: PyodideModule, names: string[]): void {
  const { HEAPU8: bytes, HEAPU32: words } = module;
  let entry = words[module._PyImport_Inittab >>> 2] >>> 2;
  for (; words[entry] !== 0; entry += 2) {
    const start = words[entry];
    const name = new TextDecoder().decode(bytes.subarray(start, bytes.indexOf(0, start)));
    // A name with a NUL at its start is the empty one, which cannot be imported.
    if (names.includes(name)) bytes[start] = 0;
  }
}

/** Removes everything from the global object that is no part of the language. */
function stripGlobals(): void {
  const scope = globalThis as unknown as Record<string, unknown>;
  const silent = () => {};
  for (const method of Object.keys(console)) {
    (console as unknown as Record<string, unknown>)[method] = silent;
  }
  const language =
    /^(Object|Function|Array|Number|parse.*|Infinity|NaN|undefined|Boolean|String|Symbol|Date|Promise|RegExp|.*Error|JSON|Math|Intl|.*Array|ArrayBuffer|SharedArrayBuffer|Atomics|DataView|Map|BigInt|Set|Iterator|WeakMap|WeakSet|WeakRef|Proxy|Reflect|FinalizationRegistry|decode.*|encode.*|escape|unescape|eval|isFinite|isNaN)$/;
  for (const name of Object.getOwnPropertyNames(scope)) {
    if (!language.test(name) && !KEPT_GLOBALS.has(name)) delete scope[name];
  }
  // Emscripten leaves by this before it throws the status: without it `os._exit` would look like a crash.
  scope.process = Object.freeze({
    set exitCode(_status: number) {
      // Nobody reads it.
    },
  });
}
