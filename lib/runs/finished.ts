/** `finished.json`: that a run came to its end, and with how many attempts. Metrics are derived above. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../base/mod.ts";

const file = (folder: string) => join(folder, "finished.json");

export function writeFinished(folder: string, attempts: number): void {
  writeWhole(file(folder), JSON.stringify({ attempts }) + "\n");
}

/** A run that goes on is not finished until it ends again. */
export function unfinish(folder: string): void {
  rmSync(file(folder), { force: true });
}

/** How many attempts the run ended with; undefined of one that is not finished. */
export function readFinished(folder: string): number | undefined {
  try {
    return JSON.parse(readFileSync(file(folder), "utf8")).attempts;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
