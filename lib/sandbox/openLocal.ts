import { openNative } from "./native/openNative.ts";
import type { Pool } from "./pool.ts";
import type { SandboxOptions } from "./sandbox.ts";
import { openWasm } from "./wasm/openWasm.ts";

/** A sandbox on this machine: `native` where its isolation can be had, else `wasm`. */
export async function openLocal(options: SandboxOptions = {}): Promise<Pool> {
  const { engine = "auto" } = options;
  if (!["auto", "native", "wasm"].includes(engine)) throw new Error(`unknown engine: ${engine}`);
  if (engine === "wasm") return await openWasm(options);
  try {
    return await openNative(options);
  } catch (error) {
    const nativeOnly = options.python !== undefined || options.profile === "science";
    if (engine === "native" || nativeOnly) throw error;
    return await openWasm(options, (error as Error).message);
  }
}
