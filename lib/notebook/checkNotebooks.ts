/**
 * Type-checks notebooks: Deno's kernel runs TypeScript without looking at its types, so the cells
 * are exported to modules and those are checked.
 *
 * A name declared in two cells is an error here, as it is on tslab.
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import process from "node:process";
import { joined, type Notebook, readNotebook } from "./nbformat.ts";
import { stripAnsi } from "./stripAnsi.ts";

export interface CheckedModule {
  /** The code cells, one after the other. */
  code: string;
  /** For every line of `code` from 0: the cell's id and its 1-based line there. */
  origin: ({ cell: string; line: number } | undefined)[];
}

/** The code cells of a notebook as one module. */
export function toModule(notebook: Notebook): CheckedModule {
  const lines = ["export {};"], origin: CheckedModule["origin"] = [undefined];
  for (const cell of notebook.cells) {
    if (cell.cell_type !== "code") continue;
    for (const [i, line] of joined(cell.source).split("\n").entries()) {
      lines.push(line);
      origin.push({ cell: cell.id, line: i + 1 });
    }
  }
  return { code: lines.join("\n") + "\n", origin };
}

/**
 * Checks notebooks with `deno check`; returns its complaints, with cells instead of the modules'
 * lines, or an empty text.
 *
 * @param root the folder of the `deno.json` whose import map the cells use
 *
 * @example
 * ```ts
 * import { checkNotebooks, fromMarkdown, writeNotebook } from "tracelab/notebook";
 * import { mkdtempSync } from "node:fs";
 * import process from "node:process";
 * const file = `${mkdtempSync("/tmp/notebook-")}/A.ipynb`;
 * const fence = "`".repeat(3);
 * await writeNotebook(file, fromMarkdown(`${fence}ts\nconst n: number = "one";\n${fence}`));
 * await checkNotebooks([file], process.cwd()); // "TS2322 …, cell cell-1, line 1"
 * ```
 */
export async function checkNotebooks(files: string[], root: string): Promise<string> {
  if (files.length === 0) return "";
  // `deno check` passes over excluded folders without a word, so not in results/runs.
  const folder = await mkdtemp(join(root, "notebooks", ".check-"));
  try {
    const modules = new Map<string, { file: string; origin: CheckedModule["origin"] }>();
    for (const file of files) {
      const { code, origin } = toModule(await readNotebook(file));
      const module = basename(file).replace(/\.ipynb$/, ".ts");
      await writeFile(join(folder, module), code);
      modules.set(module, { file, origin });
    }
    const paths = [...modules.keys()].map((module) => join(folder, module));
    const { ok, printed } = await denoCheck(paths, root);
    if (ok) return "";
    const complaints = stripAnsi(printed).replace(/\n\nerror: Type checking failed[^]*$/, "");
    return complaints.replace(
      /file:\S+\/([^/\s]+\.ts):(\d+):(\d+)/g,
      (whole, module, line) => {
        const known = modules.get(module), from = known?.origin[Number(line) - 1];
        return from ? `${known!.file}, cell ${from.cell}, line ${from.line}` : whole;
      },
    ).trim();
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function denoCheck(paths: string[], root: string): Promise<{ ok: boolean; printed: string }> {
  const deno = "Deno" in globalThis ? process.execPath : "deno";
  const child = spawn(deno, ["check", "--quiet", "--config", join(root, "deno.json"), ...paths], {
    cwd: root,
    env: { ...process.env, NO_COLOR: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let printed = "";
  child.stderr.on("data", (data: Uint8Array) => printed += new TextDecoder().decode(data));
  const code = await new Promise((done) => child.once("close", done));
  return { ok: code === 0, printed };
}
