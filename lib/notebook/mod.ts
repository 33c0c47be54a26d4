/**
 * Runs notebooks headless on a real kernel, with parameters; checks and reports them.
 *
 * How a notebook is made:
 *
 * - Write Markdown with `ts` fences and make the notebook of it:
 *   `deno run -A lib/cli/fromMarkdown.ts SOURCE.md notebooks/NAME.ipynb` (see `fromMarkdown`).
 *   Import from `"tracelab"` only; end resources in the last cell (`await python.close()`): tslab
 *   does not know `await using`, and fails on `{ limit }` where `limit` is of another cell: write
 *   `{ limit: limit }`. Declare no name in two cells. `await display(x)`, never a last
 *   expression: tslab would print it.
 * - One cell tagged `parameters`, one `let name: type = JSON; // about` a line; one Markdown cell
 *   tagged `presets` with the table of `quick` (the defaults, about a minute), `full` (three
 *   seeds, every size) and, where a paper is followed, `original` (see `parameters.ts`).
 * - A result is a table with a name: `await display(show.table(rows, { name: "scores", tolerance:
 *   { seconds: "any" } }))`. `deno task reproduce` compares it with
 *   `results/reference/PRESET/NAME.json`; `deno task reproduce NAME --update` writes that file.
 * - In JupyterLab the cells after a failing one run on: Deno's kernel does not stop on an error, and
 *   tells cells nothing of it. What a cell shows must come from what it was given (a run's own name, a
 *   model's own URI), never from a parameter beside it.
 * - `deno task format-notebooks` writes the cells as `deno fmt` writes the sources; outputs stay.
 * - Commit it with its outputs: `deno task run notebooks/NAME.ipynb --out NAME.ipynb`, then move that
 *   file over it. Show no time and no path in them, so that a second run changes nothing.
 *
 * @module
 */
export { checkNotebooks } from "./checkNotebooks.ts";
export type { CellFailed } from "./cellFailed.ts";
export * from "./describeFailure.ts";
export { type CellReply, Kernel, type KernelOptions } from "./kernel.ts";
export { formatCells } from "./formatCells.ts";
export { fromMarkdown } from "./fromMarkdown.ts";
export * from "./kernelErrors.ts";
export * from "./kernelSpec.ts";
export { Notebook, readNotebook, writeNotebook } from "./nbformat.ts";
export * from "./parameters.ts";
export { type ReportEntry, reportHtml } from "./report.ts";
export * from "./results.ts";
export * from "./runNotebook.ts";
export * from "./stripAnsi.ts";
