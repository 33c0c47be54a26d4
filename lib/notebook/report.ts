/**
 * Executed notebooks as one HTML page that needs nothing else: no script, no font, no image from
 * elsewhere.
 */
import { show } from "../show/mod.ts";
import { joined, type Notebook, type Output } from "./nbformat.ts";
import { NamedTable } from "./results.ts";

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
  /** Pages about it, from the report's folder. */
  links?: { text: string; href: string }[];
}

const STYLE = `
:root { color-scheme: light dark; --quiet: light-dark(#5b626b, #a5adb8);
  --word: light-dark(#a0342c, #ff9d94); --text: light-dark(#0a6640, #8fd6a8);
  --number: light-dark(#0b58a8, #8fc3ff); }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif;
  overflow-wrap: break-word; }
pre { overflow-x: auto; padding: 0.6rem 0.8rem; border-radius: 6px; background: rgba(127,127,127,0.12);
  font-size: 0.85rem; line-height: 1.4; }
.text, .overview { overflow-x: auto; }
.output { margin: 0.4rem 0 1rem 1rem; overflow-x: auto; }
.output pre { background: none; border-left: 3px solid rgba(127,127,127,0.3); border-radius: 0; }
.output img { max-width: 100%; }
table { border-collapse: collapse; font-size: 0.9rem; }
th, td { padding: 0.2rem 0.6rem; text-align: left; vertical-align: top; }
thead th { border-bottom: 1px solid; }
nav { font-size: 0.9rem; color: var(--quiet); margin-bottom: 1rem; }
.failed { color: #d55e00; font-weight: 600; }
summary { font-size: 1.2rem; font-weight: 600; cursor: pointer; margin: 1.5rem 0 0.5rem; }
.hljs-keyword, .hljs-built_in, .hljs-literal { color: var(--word); }
.hljs-string, .hljs-regexp { color: var(--text); }
.hljs-number { color: var(--number); }
.hljs-comment { color: var(--quiet); font-style: italic; }
@media (max-width: 40rem) { .output { margin-left: 0; } }
`;

/**
 * The report: an overview with a link to every named table, then every notebook with its contents.
 * `about` says what was run, where and when.
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
  const printer = await loadPrinter();
  const sections = entries.map((entry) => sectionHtml(entry, printer));
  const rows = entries.map(({ name, outcome, ok, seconds }, i) =>
    `<tr><td>${link(name, name)}</td>` +
    `<td${ok ? "" : ' class="failed"'}>${escapeHtml(outcome)}</td>` +
    `<td>${sections[i].results.join(", ")}</td>` +
    `<td style="text-align:right">${seconds.toFixed(1)}</td></tr>`
  );
  return [
    '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width"><title>tracelab: report</title>',
    `<style>${STYLE}</style></head>\n<body>\n<h1>tracelab: report</h1>`,
    ...about.map((line) => `<div>${escapeHtml(line)}</div>`),
    '<div class="overview"><table>',
    "<thead><tr><th>notebook</th><th>outcome</th><th>results</th><th>seconds</th></tr></thead>",
    `<tbody>${rows.join("\n")}</tbody></table></div>`,
    ...sections.map(({ html }) => html),
    "</body>\n</html>\n",
  ].join("\n");
}

interface Printer {
  /** Markdown as HTML; its headings get ids, of which those of the second level go to `headings`. */
  markdown(text: string, prefix: string, headings: string[]): string;
  /** TypeScript as HTML, with its words marked. */
  code(text: string): string;
}

async function loadPrinter(): Promise<Printer> {
  const { Marked } = await import("marked");
  const { default: hljs } = await import("highlight.js/lib/core");
  const { default: typescript } = await import("highlight.js/lib/languages/typescript");
  hljs.registerLanguage("typescript", typescript);
  return {
    markdown: (text, prefix, headings) =>
      new Marked({
        renderer: {
          heading({ tokens, depth, text }) {
            const id = `${prefix}-${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}`;
            if (depth === 2) headings.push(link(id, text.replace(/[`*_]/g, "")));
            return `<h${depth} id="${escapeHtml(id)}">${
              this.parser.parseInline(tokens)
            }</h${depth}>\n`;
          },
        },
      }).parse(text, { async: false }),
    code: (text) => hljs.highlight(text, { language: "typescript" }).value,
  };
}

const link = (id: string, text: string) => `<a href="#${escapeHtml(id)}">${escapeHtml(text)}</a>`;

/** A notebook's part of the page, and links to its named tables. */
function sectionHtml({ name, notebook, details, links = [] }: ReportEntry, printer: Printer) {
  const results: string[] = [], headings: string[] = [];
  const cells = notebook.cells.map((cell) => {
    const source = joined(cell.source);
    if (cell.cell_type === "markdown") {
      return `<div class="text">${printer.markdown(source, name, headings)}</div>`;
    }
    if (cell.cell_type === "raw") return `<pre>${escapeHtml(source)}</pre>`;
    const outputs = cell.outputs.map((output) => {
      const id = tableName(output), anchor = id && `${name}-table-${id}`;
      if (anchor) results.push(link(anchor, id));
      const idText = anchor ? ` id="${escapeHtml(anchor)}"` : "";
      return `<div class="output"${idText}>${outputHtml(output)}</div>`;
    });
    return `<pre><code>${printer.code(source)}</code></pre>\n${outputs.join("\n")}`;
  });
  const html = [
    `<details open id="${escapeHtml(name)}"><summary>${escapeHtml(name)}</summary>`,
    ...(details.length ? [`<pre class="failed">${escapeHtml(details.join("\n"))}</pre>`] : []),
    ...links.map(({ text, href }) =>
      `<p><a href="${escapeHtml(href)}">${escapeHtml(text)}</a></p>`
    ),
    `<nav>${[...headings, ...results.map((one) => `table ${one}`)].join(" · ")}</nav>`,
    ...cells,
    "</details>",
  ].join("\n");
  return { html, results };
}

function tableName(output: Output): string | undefined {
  const table = "data" in output ? output.data[show.TABLE_TYPE] : undefined;
  return table === undefined ? undefined : NamedTable.parse(table).name;
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
