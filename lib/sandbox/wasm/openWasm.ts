/**
 * The engine that needs nothing installed: Python as WebAssembly (Pyodide), one process a lane.
 *
 * What isolates a program: WebAssembly, which has no system calls but those that Pyodide plays in
 * memory; a worker without a bridge from Python to JavaScript, where nothing more can be compiled; a
 * process that Deno allows nothing but reading Pyodide and this folder. The judge is another worker with an interpreter of
 * its own, and the candidate's interpreter is put back to its first state after every program.
 *
 * What does not: nothing here guards against a flaw in V8 itself.
 */
import { availableParallelism } from "node:os";
import { Pool } from "../pool.ts";
import type { SandboxOptions } from "../sandbox.ts";
import { snapshotFile } from "./snapshot.ts";
import { WasmRunner } from "./wasmRunner.ts";

export const WASM_PROTECTION =
  "wasm: WebAssembly in a Deno process without permissions, no bridge to JavaScript, nothing loaded after the boot, judge in another worker, memory and files restored after every program";

/** Opens it with one lane ready; the others start with the work. */
export async function openWasm(
  options: SandboxOptions = {},
  /** Why it is not native, where that was wanted rather. */
  instead?: string,
): Promise<Pool> {
  const { lanes = availableParallelism(), limits, apart, profile, python, signal } = options;
  if (profile === "science") {
    throw new Error("the wasm engine has no numpy and pandas: profile science needs native");
  }
  if (python) throw new Error(`the wasm engine brings its own Python: it cannot run ${python}`);
  const start = async () => {
    const runner = new WasmRunner(await snapshotFile());
    try {
      return { runner, version: await runner.ready };
    } catch (error) {
      await runner.close();
      throw error;
    }
  };
  const first = await start();
  return new Pool({
    engine: "wasm",
    protection: WASM_PROTECTION + (instead ? `; not native: ${instead}` : ""),
    python: first.version,
    first: first.runner,
    start: async () => (await start()).runner,
    lanes,
    limits,
    apart,
    signal,
  });
}
