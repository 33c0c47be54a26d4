/** How to start the kernels a notebook can run on. */
import { createRequire } from "node:module";
import process from "node:process";
import { fileURLToPath } from "node:url";

export type KernelName = "deno" | "tslab";

export interface KernelSpec {
  name: KernelName;
  displayName: string;
  /** Command and arguments; `{connection_file}` stands for the connection file. */
  command: string[];
  /**
   * Code that shows `mark` by every way the kernel has, and the message types that it causes: once
   * they arrived, everything before them has.
   */
  fence: { code: (mark: string) => string; outputs: string[] };
}

/**
 * The command that starts a kernel.
 *
 * @example
 * ```ts
 * import { kernelSpec } from "tracelab/notebook";
 * kernelSpec("deno").command.slice(1); // ["jupyter", "--kernel", "--conn", "{connection_file}"]
 * ```
 */
export function kernelSpec(name: KernelName): KernelSpec {
  if (name === "deno") {
    const deno = "Deno" in globalThis ? process.execPath : "deno";
    return {
      name,
      displayName: "Deno",
      command: [deno, "jupyter", "--kernel", "--conn", "{connection_file}"],
      fence: {
        code: (mark) =>
          `console.log("${mark}"); await Deno.jupyter.display({ "text/plain": "${mark}" }, { raw: true })`,
        outputs: ["stream", "display_data"],
      },
    };
  }
  if (name === "tslab") {
    createRequire(import.meta.url).resolve("tslab/bin/tslab"); // throws where there is none
    const script = fileURLToPath(new URL("./tslabKernel.cjs", import.meta.url));
    return {
      name,
      displayName: "TypeScript",
      command: ["node", script, "kernel", "--config-path={connection_file}"],
      fence: { code: (mark) => `console.log("${mark}")`, outputs: ["stream"] },
    };
  }
  throw new Error(`unknown kernel: ${name} (known: deno, tslab)`);
}
