import process from "node:process";

/**
 * Whether this machine has a process with this number, whoever owns it.
 *
 * @example
 * ```ts
 * import { isAlive } from "./isAlive.ts";
 * import assert from "node:assert/strict";
 * import process from "node:process";
 * assert(isAlive(process.pid));
 * ```
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
