/** `deno task format-notebooks [FILE…]`: cells as `deno fmt` writes the sources; outputs stay. */
import { globSync } from "node:fs";
import { join } from "node:path";
import { formatCells, readNotebook, writeNotebook } from "../notebook/mod.ts";
import { command, here, start } from "./command.ts";

export const parser = command("format-notebooks", "The cells of notebooks as deno fmt writes them.")
  .argument("[file...]", "of these notebooks; without any, of all in notebooks/");

async function work(): Promise<number> {
  const chosen = parser.args.map(here);
  const all = () => globSync(join(import.meta.dirname!, "../../notebooks/*.ipynb")).sort();
  for (const file of chosen.length ? chosen : all()) {
    const before = await readNotebook(file), after = await formatCells(before);
    if (JSON.stringify(before) === JSON.stringify(after)) continue;
    await writeNotebook(file, after);
    console.log(file);
  }
  return 0;
}

if (import.meta.main) await start(parser, work);
