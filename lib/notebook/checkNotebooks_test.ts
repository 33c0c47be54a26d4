import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkNotebooks } from "./checkNotebooks.ts";
import { fromMarkdown } from "./fromMarkdown.ts";
import { writeNotebook } from "./nbformat.ts";

const root = join(import.meta.dirname!, "../..");

Deno.test("a wrong type in a cell is found and named by its cell and line", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tracelab-test-"));
  try {
    const good = join(folder, "Good.ipynb"), bad = join(folder, "Bad.ipynb");
    const cells = (text: string) =>
      fromMarkdown(
        `\`\`\`ts\nimport { kernelSpec } from "tracelab/notebook";\n\`\`\`\n\`\`\`ts\nlet n = 1;\n${text}\n\`\`\`\n`,
      );
    await writeNotebook(good, cells("n = 2;"));
    await writeNotebook(bad, cells("n = kernelSpec;"));
    assert.equal(await checkNotebooks([good], root), "");
    const complaint = await checkNotebooks([good, bad], root);
    assert.match(complaint, /TS2322/);
    assert.match(complaint, /Bad\.ipynb, cell cell-2, line 2/);
    assert.doesNotMatch(complaint, /Good/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
