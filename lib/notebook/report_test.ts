import assert from "node:assert/strict";
import { show } from "../show/mod.ts";
import { fromMarkdown } from "./fromMarkdown.ts";
import { reportHtml } from "./report.ts";

Deno.test("a report holds text, code, tables and charts, and nothing from elsewhere", async () => {
  const notebook = fromMarkdown("# A *title*\n\n```ts\nif (a < b) run();\n```\n");
  const chart = await show.passRates([{ arm: "base", rate: 0.5 }]).svg();
  const [, cell] = notebook.cells;
  assert(cell.cell_type === "code");
  cell.outputs = [
    { output_type: "stream", name: "stdout", text: ["<printed>"] },
    { output_type: "display_data", metadata: {}, data: { "image/svg+xml": chart } },
    { output_type: "display_data", metadata: {}, data: { "text/html": ["<table>", "</table>"] } },
  ];
  const entry = { name: "A", notebook, outcome: "ok", ok: true, details: [], seconds: 1 };
  const html = await reportHtml([entry], ["today"]);
  for (const part of ["A <em>title</em>", "if (a &lt; b)", "&lt;printed&gt;", "<table></table>"]) {
    assert(html.includes(part), part);
  }
  assert.match(html, /<img alt="chart" src="data:image\/svg\+xml,%3Csvg/);
  assert.doesNotMatch(html, /(?:src|href)="https?:/);
});
