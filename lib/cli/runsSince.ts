/** The runs that were begun or gone on with since a time: those of a notebook that just ran. */
import { existsSync, globSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { openRun, type Run } from "../runs/mod.ts";

/** @param since milliseconds, as `Date.now()` has them */
export function runsSince(root: string, since: number): Run[] {
  return globSync(join(root, "*/*/manifest.json")).sort()
    .map((file) => dirname(file))
    .filter((folder) => existsSync(join(folder, "attempts.jsonl")))
    .map((folder) => openRun(relative(root, folder), { root }))
    .filter(({ manifest }) => Date.parse(manifest.sessions.at(-1)?.startedAt ?? "") >= since);
}
