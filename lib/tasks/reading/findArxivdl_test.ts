import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findArxivdl } from "./findArxivdl.ts";
import { loadTasks } from "../loadTasks.ts";

const row = (i: number) => ({
  prompt: `Write f${i}.`,
  function: `def f${i}():\n    pass`,
  function_name: `f${i}`,
  full_code: "",
  file_length: 10,
  repo: "r",
});

Deno.test("findArxivdl fetches pages, goes on after a torn line, and the rows stream as tasks", async () => {
  const offsets: number[] = [];
  const server = Deno.serve({ port: 0, onListen: () => {} }, (request) => {
    const offset = Number(new URL(request.url).searchParams.get("offset"));
    offsets.push(offset);
    const rows = Array.from(
      { length: Math.min(100, 250 - offset) },
      (_, i) => ({ row: row(offset + i) }),
    );
    return Response.json({ rows, num_rows_total: 250 }, { headers: { "x-revision": "r1" } });
  });
  const dir = await Deno.makeTempDir();
  const [data, cache] = [Deno.env.get("TRACELAB_DATA"), Deno.env.get("TRACELAB_CACHE")];
  try {
    Deno.env.delete("TRACELAB_DATA");
    Deno.env.set("TRACELAB_CACHE", dir);
    mkdirSync(dir, { recursive: true });
    writeFileSync(
      join(dir, "arxivdl.jsonl.999999999.part"),
      `${JSON.stringify(row(0))}\n{"prompt": "to`,
    );
    await findArxivdl(`http://localhost:${server.addr.port}/rows`);
    assert.deepEqual(offsets, [1, 101, 201]);
    const tasks = await loadTasks("arxivdl", { limit: 250 });
    assert.equal(tasks.length, 250);
    assert.equal(tasks[249].entryPoint, "f249");
    await assert.rejects(loadTasks("arxivdl"), /too large to hold: give a limit/);
    const sample = await loadTasks("arxivdl", { limit: 5, seed: 1 });
    assert.equal(new Set(sample.map((task) => task.id)).size, 5);
    assert.deepEqual(await loadTasks("arxivdl", { limit: 5, seed: 1 }), sample);
  } finally {
    await server.shutdown();
    Deno.env.delete("TRACELAB_CACHE");
    if (cache) Deno.env.set("TRACELAB_CACHE", cache);
    if (data) Deno.env.set("TRACELAB_DATA", data);
    await Deno.remove(dir, { recursive: true });
  }
});
