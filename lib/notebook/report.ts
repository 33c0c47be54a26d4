/**
 * Executed notebooks as one HTML page that needs nothing else: no script, no font, no image from
 * elsewhere.
 */
import { show } from "../show/mod.ts";
import { type Cell, joined, type Notebook, type Output } from "./nbformat.ts";

const { escapeHtml } = show;

export interface ReportEntry {
  name: string;
  notebook: Notebook;
  /** How it went, in a line. */
  outcome: string;
  ok: boolean;
  /** Differences from the reference, the failure, one a line. */
  details: string[];
  seconds: number;
}

const STYLE = `
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }
pre { overflow-x: auto; padding: 0.6rem 0.8rem; border-radius: 6px; background: rgba(127,127,127,0.12);
  font-size: 0.85rem; line-height: 1.4; }
.output { margin: 0.4rem 0 1rem 1rem; overflow-x: auto; }
.output pre { background: none; border-left: 3px solid rgba(127,127,127,0.3); border-radius: 0; }
.output img { max-width: 100%; }
table { border-collapse: collapse; font-size: 0.9rem; }
th, td { padding: 0.2rem 0.6rem; text-align: left; }
thead th { border-bottom: 1px solid; }
.failed { color: #d55e00; font-weight: 600; }
summary { font-size: 1.2rem; font-weight: 600; cursor: pointer; margin: 1.5rem 0 0.5rem; }
`;

/**
 * The report: an overview, then every notebook. `about` says what was run, where and when.
 *
 * @example
 * ```ts
 * import { readNotebook, reportHtml } from "tracelab/notebook";
 * const notebook = await readNotebook("notebooks/TinyModel.ipynb");
 * const entry = { name: "TinyModel", notebook, outcome: "agrees", ok: true, details: [], seconds: 9 };
 * const page = await reportHtml([entry], ["a line about the run"]);
 * page.startsWith("<!DOCTYPE html>"); // true
 * ```
 */
export async function reportHtml(entries: ReportEntry[], about: string[]): Promise<string> {
  const { marked } = await import("marked");
  const rows = entries.map(({ name, outcome, ok, seconds }) =>
    `<tr><td><a href="#${escapeHtml(name)}">${escapeHtml(name)}</a></td>` +
    `<td${ok ? "" : ' class="failed"'}>${escapeHtml(outcome)}</td>` +
    `<td style="text-align:right">${seconds.toFixed(1)}</td></tr>`
  );
  const sections = entries.map(({ name, notebook, details }) =>
    `<details open id="${escapeHtml(name)}"><summary>${escapeHtml(name)}</summary>\n` +
    (details.length ? `<pre class="failed">${escapeHtml(details.join("\n"))}</pre>\n` : "") +
    notebook.cells.map((cell) => cellHtml(cell, (text) => marked.parse(text, { async: false })))
      .join("\n") +
    "\n</details>"
  );
  return [
    '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width"><title>tracelab: report</title>',
    `<style>${STYLE}</style></head>\n<body>\n<h1>tracelab: report</h1>`,
    ...about.map((line) => `<div>${escapeHtml(line)}</div>`),
    "<table><thead><tr><th>notebook</th><th>outcome</th><th>seconds</th></tr></thead>",
    `<tbody>${rows.join("\n")}</tbody></table>`,
    ...sections,
    "</body>\n</html>\n",
  ].join("\n");
}

function cellHtml(cell: Cell, markdown: (text: string) => string): string {
  const source = joined(cell.source);
  if (cell.cell_type === "markdown") return `<div>${markdown(source)}</div>`;
  if (cell.cell_type === "raw") return `<pre>${escapeHtml(source)}</pre>`;
  const outputs = cell.outputs.map((output) => `<div class="output">${outputHtml(output)}</div>`);
  return `<pre><code>${escapeHtml(source)}</code></pre>\n${outputs.join("\n")}`;
}

function outputHtml(output: Output): string {
  if (output.output_type === "stream") return `<pre>${escapeHtml(joined(output.text))}</pre>`;
  if (output.output_type === "error") {
    const trace = [`${output.ename}: ${output.evalue}`, ...output.traceback].join("\n");
    return `<pre class="failed">${escapeHtml(trace)}</pre>`;
  }
  const text = (type: string) => {
    const data = output.data[type];
    return data === undefined ? undefined : joined(data as string | string[]);
  };
  const html = text("text/html"), svg = text("image/svg+xml"), png = text("image/png");
  if (html !== undefined) return html;
  if (svg !== undefined) {
    return `<img alt="chart" src="data:image/svg+xml,${encodeURIComponent(svg)}">`;
  }
  if (png !== undefined) return `<img alt="image" src="data:image/png;base64,${png.trim()}">`;
  return `<pre>${escapeHtml(text("text/plain") ?? "")}</pre>`;
}
