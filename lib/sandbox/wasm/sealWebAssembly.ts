/**
 * Makes WebAssembly unusable in a candidate's worker for everybody but the interpreter that runs
 * there, and tells whether that interpreter is still the one that was booted.
 *
 * A program that could compile and instantiate (`dlopen` of a side module that it wrote itself) would
 * write raw memory and the function table. The classes and functions are replaced on the global object
 * and on their prototypes: Emscripten's loader looks them up at every use, so it gets the refusal too.
 */

/**
 * How many entries of the table and how many globals are compared after a program, in turn: all of
 * them would take 2 ms. Nothing writes them any more, in JavaScript or in the interpreter's own code.
 */
const SLICE = 32;
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
  stackPointer: WebAssembly.Global;
  /** Addresses of functions and data. */
  globals: WebAssembly.Global[];
}

/** The function it gives says whether table, globals and the size of the memory are as they are now. */
export function sealWebAssembly(machine: Machine): () => boolean {
  const { memory, table, stackPointer, globals } = machine;
  const size = memory.buffer.byteLength;
  const { length } = table;
  const stack = stackPointer.value;
  const isEntry = inTurn(length, (index) => table.get(index));
  const isValue = inTurn(globals.length, (index) => globals[index].value);
  seal();
  return () =>
    memory.buffer.byteLength === size && table.length === length && stackPointer.value === stack &&
    isEntry() && isValue();
}

/** Whether the next `SLICE` items are what they are now. */
function inTurn(length: number, item: (index: number) => unknown): () => boolean {
  const before = Array.from({ length }, (_, index) => item(index));
  let at = 0;
  return () => {
    for (let n = 0; n < SLICE; n++, at = (at + 1) % length) {
      if (item(at) !== before[at]) return false;
    }
    return true;
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
  const { get } = Object.getOwnPropertyDescriptor(WebAssembly.Global.prototype, "value")!;
  Object.defineProperty(WebAssembly.Global.prototype, "value", { get, set: refuse });
  Object.freeze(WebAssembly);
}

function fix(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: false, configurable: false });
}

function refuse(): never {
  throw new TypeError("WebAssembly is sealed");
}
