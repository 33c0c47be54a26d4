/** Formats notebooks' cells as the project's sources: a line that scrolls sideways is not read. */
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { joined, type Notebook, splitLines } from "./nbformat.ts";

/**
 * The notebook with its code cells as `deno fmt` writes them, at most 100 characters a line; its
 * outputs stay. The cell tagged `parameters` stays as it is: it has one line a parameter.
 *
 * @throws {Error} where a cell cannot be parsed, in `deno fmt`'s words
 *
 * @example
 * ```ts
 * import { formatCells, fromMarkdown } from "tracelab/notebook";
 * const fence = "`".repeat(3);
 * const { cells } = await formatCells(fromMarkdown(`${fence}ts\nlet n=1\n${fence}`));
 * console.log(cells[0].source); // [ "let n = 1;" ]
 * ```
 */
export async function formatCells(notebook: Notebook): Promise<Notebook> {
  const folder = await mkdtemp(join(tmpdir(), "tracelab-format-"));
  try {
    const files = new Map<number, string>();
    for (const [index, cell] of notebook.cells.entries()) {
      if (cell.cell_type !== "code" || cell.metadata.tags?.includes("parameters")) continue;
      const file = join(folder, `${index}.ts`);
      await writeFile(file, joined(cell.source));
      files.set(index, file);
    }
    if (files.size) {
      const deno = "Deno" in globalThis ? process.execPath : "deno";
      const args = ["fmt", "--quiet", "--no-config", "--line-width", "100", ...files.values()];
      execFileSync(deno, args, { stdio: ["ignore", "ignore", "pipe"] });
    }
    const cells = await Promise.all(notebook.cells.map(async (cell, index) => {
      const file = files.get(index);
      if (!file) return cell;
      return { ...cell, source: splitLines((await readFile(file, "utf8")).replace(/\n$/, "")) };
    }));
    return { ...notebook, cells };
  } finally {
    await rm(folder, { recursive: true });
  }
}
