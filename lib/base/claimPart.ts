/**
 * The partial file of a download. It carries the number of the process that writes it, so that two that
 * fetch the same file do not write into each other's; what a dead process left is taken over.
 */
import { existsSync, readdirSync, renameSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { isAlive } from "./isAlive.ts";

/** The path of this process's part of `path`, with what is there to go on from. */
export function claimPart(path: string): string {
  const own = `${path}.${process.pid}.part`;
  if (existsSync(own)) return own;
  const left = readdirSync(dirname(path)).find((name) => {
    if (!name.startsWith(`${basename(path)}.`) || !name.endsWith(".part")) return false;
    const writer = name.slice(basename(path).length + 1, -".part".length);
    return /^\d+$/.test(writer) && !isAlive(Number(writer));
  });
  try {
    if (left) renameSync(join(dirname(path), left), own);
  } catch (error) {
    // Another process was faster: this one begins anew.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return own;
}
