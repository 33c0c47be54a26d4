/**
 * Makes WebAssembly unusable in a candidate's worker for everybody but the interpreter that runs
 * there, and tells whether that interpreter is still the one that was booted.
 *
 * A program that could compile and instantiate (`dlopen` of a side module that it wrote itself) would
 * write raw memory and the function table. The classes and functions are replaced on the global object
 * and on their prototypes: Emscripten's loader looks them up at every use, so it gets the refusal too.
 */

/** Entries of the table that are compared after a program; all of them would take 2 ms. */
const SLICE = 256;
const CLASSES = [
  "Module",
  "Instance",
  "Memory",
  "Table",
  "Global",
  "Tag",
  "Function",
  "Suspending",
];
const FUNCTIONS = [
  "compile",
  "compileStreaming",
  "instantiate",
  "instantiateStreaming",
  "promising",
  "validate",
];

export interface Machine {
  memory: WebAssembly.Memory;
  table: WebAssembly.Table;
  /** Those that can change: the stack pointer, addresses of functions. */
  globals: WebAssembly.Global[];
}

/** The function it gives says whether table, globals and the size of the memory are as they are now. */
export function sealWebAssembly({ memory, table, globals }: Machine): () => boolean {
  const size = memory.buffer.byteLength;
  const length = table.length;
  const entries = Array.from({ length }, (_, index) => table.get(index));
  const values = globals.map((global) => global.value);
  const get = table.get.bind(table);
  seal();
  let at = 0;
  return () => {
    if (memory.buffer.byteLength !== size || table.length !== length) return false;
    for (let n = 0; n < SLICE; n++, at = (at + 1) % length) {
      if (get(at) !== entries[at]) return false;
    }
    return globals.every((global, index) => global.value === values[index]);
  };
}

function seal(): void {
  const scope = WebAssembly as unknown as Record<string, { prototype: object } | undefined>;
  for (const name of CLASSES) {
    const original = scope[name];
    if (!original) continue;
    const replacement = Object.assign(function () {
      refuse();
    }, { prototype: original.prototype });
    fix(original.prototype, "constructor", replacement);
    fix(scope, name, replacement);
  }
  for (const name of FUNCTIONS) if (name in scope) fix(scope, name, refuse);
  // Whoever holds the interpreter's own can read them and no more; memory grows by `capMemory.ts`.
  for (const method of ["set", "grow"]) fix(WebAssembly.Table.prototype, method, refuse);
  Object.freeze(WebAssembly);
}

function fix(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: false, configurable: false });
}

function refuse(): never {
  throw new TypeError("WebAssembly is sealed");
}
