import assert from "node:assert/strict";
import { ofShard, shard } from "./shard.ts";

const all = Array.from({ length: 1000 }, (_, i) => ({
  task: { id: `a/${i % 50}` },
  sample: Math.floor(i / 50),
}));

async function* stream<T>(items: T[]) {
  yield* items;
}

async function part(text: string | undefined, items = all) {
  const rows: string[] = [];
  for await (const { task, sample } of ofShard(stream(items), text ? shard(text) : undefined)) {
    rows.push(`${task.id} ${sample}`);
  }
  return rows;
}

Deno.test("shards hold every sample exactly once, in about equal parts", async () => {
  const parts = await Promise.all([1, 2, 3, 4].map((k) => part(`${k}/4`)));
  assert.deepEqual(parts.flat().sort(), (await part(undefined)).sort());
  for (const { length } of parts) assert(length > 200 && length < 300, `${length}`);
});

Deno.test("a sample stays in its shard where other tasks are left out", async () => {
  const fewer = all.filter(({ task }) => task.id !== "a/3");
  const whole = await part("2/4");
  assert.deepEqual(await part("2/4", fewer), whole.filter((row) => !row.startsWith("a/3 ")));
});

Deno.test("shard refuses what is no part", () => {
  assert.deepEqual(shard("3/8"), { k: 3, n: 8 });
  for (const text of ["0/4", "5/4", "1", "1/0", "a/b", "1/2/3", "-1/2", "1.5/2", ""]) {
    assert.throws(() => shard(text), /K\/N with 1 ≤ K ≤ N/, text);
  }
});
