import { refuseUnknown } from "../base/mod.ts";
import { type Sandbox, type SandboxOptions, sandboxOptions } from "./sandbox.ts";
import { openLocal } from "./openLocal.ts";
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
  if (options.queue !== undefined) {
    const { openQueue } = await import("./queue/openQueue.ts");
    return await openQueue(options);
  }
  const { signal: _signal, ...same } = options;
  const key = JSON.stringify(same), others = opened.get(key) ?? new Set();
  opened.set(key, others);
  for (const other of others) if (!await other.rest()) others.delete(other);
  const pool = await openLocal(options);
  others.add(pool);
  return pool;
}
