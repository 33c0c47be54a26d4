import { existsSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeWhole } from "../../base/mod.ts";
import type { Figures } from "./figures.ts";

/**
 * Writes a phase's figures and verdict rows to a folder, its programs where it keeps them, its notebook's
 * `tables`, and its replies to `replies/` where `store` says that they may be kept; gives the names of the
 * files.
 */
export function writeFigures(
  { measured, verdicts, attempts, programs }: Figures,
  { to, store, tables }: { to: string; store?: string; tables?: readonly unknown[] },
): string[] {
  const { name } = measured;
  const files: [string, string][] = [
    [`${name}.json`, JSON.stringify(measured, null, 1) + "\n"],
    [`verdicts/${name}.jsonl`, lines(verdicts)],
  ];
  if (store !== undefined && existsSync(store)) {
    const keys = new Set(attempts.flatMap(({ completion }) => completion?.key ?? []));
    files.push([`replies/${name}.jsonl`, repliesOf(store, keys)]);
  }
  if (programs) files.push([`programs/${name}.jsonl`, lines(programs)]);
  if (tables) files.push([`tables/${name}.json`, JSON.stringify(tables, null, 1) + "\n"]);
  for (const [file, text] of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    writeWhole(join(to, file), text);
  }
  return files.map(([file]) => file);
}

const lines = (rows: unknown[]) => rows.map((row) => JSON.stringify(row) + "\n").join("");

/** The lines of a store that answer a run's requests again: the replies, and how their prompts were made. */
function repliesOf(folder: string, keys: ReadonlySet<string>): string {
  const kept = globSync(join(folder, "*.jsonl")).sort()
    .flatMap((file) => readFileSync(file, "utf8").split("\n"))
    .filter((line) =>
      line.startsWith('{"recipe":"') || keys.has(line.match(/^{"key":"([^"]+)"/)?.[1] ?? "")
    );
  return [...new Set(kept)].map((line) => line + "\n").join("");
}
