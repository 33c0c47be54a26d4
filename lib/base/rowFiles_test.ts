import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { rowFiles } from "./rowFiles.ts";

/** A folder with these files in it, each empty, or a link `NAME -> TARGET`. */
function folder(names: string[]): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), "rows-"));
  for (const name of names) {
    const [file, target] = name.split(" -> ");
    mkdirSync(join(path, dirname(file)), { recursive: true });
    if (target) symlinkSync(target, join(path, file));
    else writeFileSync(join(path, file), "");
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

Deno.test("a folder's rows are its files of one kind, each once, in their order", () => {
  const layouts: [string[], string[]][] = [
    [["b.jsonl", "a.jsonl", "README.md"], ["a.jsonl", "b.jsonl"]],
    [["data/x-00001-of-00002.parquet", "data/x-00000-of-00002.parquet"], [
      "data/x-00000-of-00002.parquet",
      "data/x-00001-of-00002.parquet",
    ]],
    [["train.parquet/part-0.parquet", "train.parquet/_SUCCESS"], ["train.parquet/part-0.parquet"]],
    [["A.PARQUET", "dataset_infos.json"], ["A.PARQUET"]],
    [["rows.json"], ["rows.json"]],
    [["blobs/1", "snapshots/c/a.parquet -> ../../blobs/1"], ["snapshots/c/a.parquet"]],
    [["real/a.jsonl", "linked -> real"], ["linked/a.jsonl"]],
    [["a.jsonl", "again -> ."], ["a.jsonl"]],
    [["a.jsonl", "b.jsonl -> nothing", ".hidden/c.jsonl"], ["a.jsonl"]],
  ];
  for (const [names, expected] of layouts) {
    using all = folder(names);
    assert.deepEqual(rowFiles(all.path), expected.map((name) => join(all.path, name)));
  }
});

Deno.test("what is no one set of rows is one line", () => {
  const layouts: [string[], RegExp][] = [
    [["README.md"], /: a folder without \.parquet, \.jsonl, \.jsonl\.gz or \.json files$/],
    [["a.parquet", "a.jsonl"], /: files of two kinds \(a\.parquet, a\.jsonl\): name a file, or/],
    [
      ["snapshots/c/a.parquet", "snapshots/d/a.parquet"],
      /: 2 snapshots: name one, .*snapshots\/d$/,
    ],
    [["x-00001-of-00005.parquet", "x-00002-of-00005.parquet"], /: 2 of 5 shards are here: /],
  ];
  for (const [names, message] of layouts) {
    using all = folder(names);
    assert.throws(() => rowFiles(all.path), { name: "TaskSetError", message });
  }
});
