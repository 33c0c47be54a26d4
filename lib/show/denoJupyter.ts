/** Deno's kernel, as seen from a cell. */
import type { DisplayData } from "./displayable.ts";

export interface DenoJupyter {
  display(data: DisplayData, options: { raw: true }): Promise<void>;
  broadcast(
    type: string,
    content: { data: DisplayData; metadata: object; transient: { display_id: string } },
  ): Promise<void>;
}

/** The kernel's own interface, where this runs in it. */
export function denoJupyter(): DenoJupyter | undefined {
  try {
    return (globalThis as { Deno?: { jupyter?: DenoJupyter } }).Deno?.jupyter;
  } catch {
    return undefined; // the getter throws outside the kernel
  }
}
