import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { storePath } from "../../models/mod.ts";

/**
 * Puts the committed replies of a phase into a store, so that no other machine asks for them again; gives
 * how many lines were new there. What the store has is left as it is.
 */
export function takeReplies(
  name: string,
  { from, store }: { from: string; store: string },
): number {
  const replies = join(from, "replies", `${name}.jsonl`);
  if (!existsSync(replies)) return 0;
  const { model } = JSON.parse(readFileSync(join(from, `${name}.json`), "utf8"));
  const file = join(store, basename(storePath(model)));
  const held = new Set(existsSync(file) ? readFileSync(file, "utf8").split("\n") : []);
  const lines = readFileSync(replies, "utf8").split("\n").filter((line) => line && !held.has(line));
  if (!lines.length) return 0;
  mkdirSync(dirname(file), { recursive: true });
  // A line break first: a line that a kill tore ends there.
  appendFileSync(file, `${held.size && !held.has("") ? "\n" : ""}${lines.join("\n")}\n`);
  return lines.length;
}
