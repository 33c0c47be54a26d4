import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readNotebook } from "./nbformat.ts";

const markdown = (id?: unknown) => ({ cell_type: "markdown", metadata: {}, source: "x", id });

async function idsOf(minor: number, ids: unknown[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "nbformat-")), file = join(folder, "in.ipynb");
  try {
    const cells = ids.map(markdown);
    const json = JSON.stringify({ nbformat: 4, nbformat_minor: minor, metadata: {}, cells });
    writeFileSync(file, `\ufeff${json}`);
    return (await readNotebook(file)).cells.map((cell) => cell.id);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

Deno.test("cells without an id of their own get one, whatever the notebook's minor version", async () => {
  for (const minor of [2, 4, 5]) {
    assert.deepEqual(await idsOf(minor, [undefined, undefined]), ["cell-1", "cell-2"]);
    assert.deepEqual(await idsOf(minor, ["cell-2", undefined]), ["cell-2", "cell-3"]);
    assert.deepEqual(await idsOf(minor, ["a", null, "a", "", "b b", 7, "c"]), [
      "a",
      "cell-2",
      "cell-3",
      "cell-4",
      "cell-5",
      "cell-6",
      "c",
    ]);
  }
});

Deno.test("what is no cell is refused with its place", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nbformat-")), file = join(folder, "in.ipynb");
  try {
    for (const cells of [[null], ["x"], [{ cell_type: "other" }]]) {
      writeFileSync(file, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
      await assert.rejects(readNotebook(file), /is no notebook of format 4\.5: cells\.0/);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
