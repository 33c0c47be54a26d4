import { refuseUnknown } from "../base/mod.ts";
import { type Sandbox, type SandboxOptions, sandboxOptions } from "./sandbox.ts";
import { openNative } from "./native/openNative.ts";
import { openWasm } from "./wasm/openWasm.ts";
import type { Pool } from "./pool.ts";

/** What was opened with the same options, and may be forgotten: a cell that ran again. */
const opened = new Map<string, Set<Pool>>();

/**
 * Opens a sandbox for untrusted Python. See `lib/sandbox/README.md` for what it protects against.
 *
 * Another one with the same options that judges nothing rests meanwhile: its processes end, and start
 * again when it is used. So a cell that is run again and again leaves none behind.
 *
 * @example
 * ```ts
 * import { sandbox } from "tracelab";
 * await using python = await sandbox({ lanes: 1 });
 * const verdict = await python.run({
 *   code: "def add(a, b):\n    return a + b\n",
 *   entryPoint: "add",
 *   test: { kind: "asserts", asserts: ["assert add(1, 2) == 3"], setup: "" },
 * });
 * verdict.status; // "passed"
 * ```
 */
export async function sandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  refuseUnknown("sandbox", options, sandboxOptions);
  const { engine = "auto" } = options;
  if (!["auto", "native", "wasm"].includes(engine)) throw new Error(`unknown engine: ${engine}`);
  const { signal: _signal, ...same } = options;
  const key = JSON.stringify(same), others = opened.get(key) ?? new Set();
  opened.set(key, others);
  for (const other of others) if (!await other.rest()) others.delete(other);
  const pool = await open(options);
  others.add(pool);
  return pool;
}

async function open(options: SandboxOptions): Promise<Pool> {
  const { engine } = options;
  if (engine === "wasm") return await openWasm(options);
  try {
    return await openNative(options);
  } catch (error) {
    const nativeOnly = options.python !== undefined || options.profile === "science";
    if (engine === "native" || nativeOnly) throw error;
    return await openWasm(options, (error as Error).message);
  }
}
