/** `deno run -A lib/cli/fromMarkdown.ts SOURCE.md NOTEBOOK.ipynb`: writes a notebook, see `fromMarkdown`. */
import { readFile } from "node:fs/promises";
import process from "node:process";
import { refuseInput } from "../base/mod.ts";
import { fromMarkdown, writeNotebook } from "../notebook/mod.ts";

const [source, out] = process.argv.slice(2);
if (!source || !out?.endsWith(".ipynb")) {
  console.log("deno run -A lib/cli/fromMarkdown.ts SOURCE.md NOTEBOOK.ipynb");
  process.exit(2);
}
refuseInput(out, [source]);
await writeNotebook(out, fromMarkdown(await readFile(source, "utf8")));
