import { refuseUnknown } from "../base/mod.ts";
import { type Sandbox, type SandboxOptions, sandboxOptions } from "./sandbox.ts";
import { openNative } from "./native/openNative.ts";
import { openWasm } from "./wasm/openWasm.ts";

/**
 * Opens a sandbox for untrusted Python. See `lib/sandbox/README.md` for what it protects against.
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
  if (engine === "wasm") return await openWasm(options);
  try {
    return await openNative(options);
  } catch (error) {
    const nativeOnly = options.python !== undefined || options.profile === "science";
    if (engine === "native" || nativeOnly) throw error;
    return await openWasm(options, (error as Error).message);
  }
}
