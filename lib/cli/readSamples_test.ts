import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Task } from "../tasks/mod.ts";
import { readSamples, SampleCount } from "./readSamples.ts";
import { shardOf } from "./shard.ts";

const tasks = ["own/a", "own/b", "own/c"].map((id) =>
  Task.parse({ id, set: "own", entryPoint: "f", prompt: {}, hidden: { kind: "run" } })
);

async function reading(rows: unknown[], read: (file: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), "samples-")), file = join(folder, "samples.jsonl");
  try {
    writeFileSync(file, rows.map((row) => JSON.stringify(row) + "\n").join(""));
    await read(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

Deno.test("readSamples: the parts hold every sample once, with its index of the whole, and each counts all", () => {
  const rows = Array.from({ length: 60 }, (_, i) => ({
    task_id: ["own/a", "B", "c"][i % 3],
    solution: `def f(): return ${i}\n`,
  }));
  return reading(rows, async (file) => {
    const read = async (k?: number) => {
      const count = new SampleCount(), part = k ? { k, n: 4 } : undefined;
      const samples = await Array.fromAsync(readSamples(file, tasks, { part, count }));
      assert.deepEqual([count.total, count.answered, count.mine], [60, 3, samples.length]);
      return samples.map(({ task, sample, completion: { code } }) =>
        `${task.id} ${sample} ${code.trim()}`
      );
    };
    const parts = await Promise.all([1, 2, 3, 4].map(read));
    assert(parts.every((part) => part.length > 3));
    assert.deepEqual(parts.flat().sort(), (await read()).sort());
  });
});

Deno.test("readSamples looks at the rows of other parts for their task alone", () => {
  const other = { task_id: "own/a", solution: 3 }; // no program, if it were read
  return reading([other, { task_id: "own/b", solution: "x = 1" }], async (file) => {
    const read = (k: number) => Array.fromAsync(readSamples(file, tasks, { part: { k, n: 1000 } }));
    assert.deepEqual((await read(shardOf("own/b", 0, 1000))).map(({ task }) => task.id), ["own/b"]);
    await assert.rejects(
      read(shardOf("own/a", 0, 1000)),
      /^TaskSetError: samples.jsonl:1: solution/,
    );
  });
});

Deno.test("readSamples refuses rows of other parts that name no task of the set", () =>
  reading([{ task_id: "own/d", solution: "" }], async (file) => {
    const read = Array.fromAsync(readSamples(file, tasks, { part: { k: 1, n: 1000 } }));
    await assert.rejects(read, /samples.jsonl:1: no task 'own\/d' in the set/);
  }));
