import assert from "node:assert/strict";
import { fromMarkdown } from "./fromMarkdown.ts";
import { Notebook } from "./nbformat.ts";

Deno.test("fences become code cells, text between them Markdown cells, tags are kept", () => {
  const notebook = fromMarkdown(
    "# A\n\ntext\n\n```ts parameters\nlet a = 1;\n```\n<!-- presets -->\n| a |\n<!-- cell -->\nmore\n```py\nx\n```\n",
  );
  Notebook.parse(notebook);
  assert.deepEqual(
    notebook.cells.map(({ cell_type, source, metadata }) => [cell_type, source, metadata.tags]),
    [
      ["markdown", ["# A\n", "\n", "text"], undefined],
      ["code", ["let a = 1;"], ["parameters"]],
      ["markdown", ["| a |"], ["presets"]],
      ["markdown", ["more\n", "```py\n", "x\n", "```"], undefined],
    ],
  );
});

Deno.test("a fence that is not closed is refused", () => {
  assert.throws(() => fromMarkdown("```ts\n1\n"), {
    message: "a code cell without its closing fence",
  });
});
