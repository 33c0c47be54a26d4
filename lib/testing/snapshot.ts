import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";

/**
 * Compares a text with a committed file. `TRACELAB_SNAPSHOTS=write` writes the file instead; look
 * at it before you commit it.
 */
export function snapshot(file: string, text: string): void {
  if (process.env.TRACELAB_SNAPSHOTS === "write") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  assert.equal(text, readFileSync(file, "utf8"), `differs from ${file}`);
}
