/**
 * Boots Pyodide once, imports what programs and judges commonly import, and writes the memory of
 * that interpreter to stdout. Run by `snapshot.ts` with the permission to read the package only.
 *
 * stdin: JSON `{packages: {name: {file: source}}, imports: [module, ..]}`.
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import type { PyodideLoader } from "./emscripten.ts";
import { ENVIRONMENT, fileName, NO_PACKAGES } from "./interpreter.ts";

const PAGE = 4096;

export interface SnapshotInput {
  packages: Record<string, Record<string, string>>;
  imports: string[];
}

const [packageUrl] = process.argv.slice(2);
const { packages, imports } = JSON.parse(readFileSync(0, "utf8")) as SnapshotInput;
// Its warnings would be read as the snapshot.
console.log = console.info = console.debug = () => {};
const loader: PyodideLoader = await import(new URL("pyodide.mjs", packageUrl).href);
const python = await loader.loadPyodide({
  indexURL: fileName(packageUrl),
  env: ENVIRONMENT,
  lockFileContents: NO_PACKAGES,
  _makeSnapshot: true,
});
const folder = "/usr/share/tracelab";
for (const [name, files] of Object.entries(packages)) {
  python.FS.mkdirTree(`${folder}/${name}`);
  for (const [file, source] of Object.entries(files)) {
    python.FS.writeFile(`${folder}/${name}/${file}`, source);
  }
}
python.runPython(`
import sys
sys.path.insert(0, ${JSON.stringify(folder)})
import ${imports.join(", ")}
sys.path.remove(${JSON.stringify(folder)})
sys.path_importer_cache.clear()
`);
// Without the zeros behind the heap: what no worker ever writes, the system need not give it.
const memory = python.makeMemorySnapshot();
let used = memory.length;
while (memory[used - 1] === 0) used--;
process.stdout.write(memory.subarray(0, Math.ceil(used / PAGE) * PAGE));
