import assert from "node:assert/strict";
import { show } from "../show/mod.ts";
import { fromMarkdown } from "./fromMarkdown.ts";
import { reportHtml } from "./report.ts";

Deno.test("a report holds text, code, tables and charts, and nothing from elsewhere", async () => {
  const notebook = fromMarkdown(
    "# A *title*\n\n## What `f` does\n\n```ts\nif (a < b) run();\n```\n",
  );
  const chart = await show.passRates([{ arm: "base", rate: 0.5 }]).svg();
  const cell = notebook.cells.at(-1)!;
  assert(cell.cell_type === "code");
  cell.outputs = [
    { output_type: "stream", name: "stdout", text: ["<printed>"] },
    { output_type: "display_data", metadata: {}, data: { "image/svg+xml": chart } },
    { output_type: "display_data", metadata: {}, data: { "text/html": ["<table>", "</table>"] } },
    {
      output_type: "display_data",
      metadata: {},
      data: { "text/html": "<b>1</b>", [show.TABLE_TYPE]: { name: "scores", rows: [] } },
    },
  ];
  const entry = { name: "A", notebook, outcome: "ok", ok: true, details: [], seconds: 1 };
  const links = [{ text: "every attempt", href: "A.viewer.html" }];
  const html = await reportHtml([{ ...entry, links }], ["today"]);
  for (
    const part of [
      "A <em>title</em>",
      ">if</span> (a &lt; b)",
      "&lt;printed&gt;",
      "<table></table>",
      '<a href="A.viewer.html">every attempt</a>',
    ]
  ) {
    assert(html.includes(part), part);
  }
  // The overview leads to the results, and a notebook begins with its contents.
  assert(html.includes('<td><a href="#A-table-scores">scores</a></td>'), html);
  assert(html.includes('<div class="output" id="A-table-scores">'));
  assert(html.includes('<a href="#A-what-f-does">What f does</a> · table <a'));
  assert(html.includes('<h2 id="A-what-f-does">What <code>f</code> does</h2>'));
  assert.match(html, /<img alt="chart" src="data:image\/svg\+xml,%3Csvg/);
  assert.doesNotMatch(html, /(?:src|href)="https?:/);
});
