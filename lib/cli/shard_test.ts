import assert from "node:assert/strict";
import { shard, shardOf } from "./shard.ts";

Deno.test("shardOf puts samples into about equal parts, in the same one everywhere", () => {
  const parts = [0, 0, 0, 0];
  for (let i = 0; i < 1000; i++) parts[shardOf(`a/${i % 50}`, Math.floor(i / 50), 4) - 1]++;
  for (const length of parts) assert(length > 200 && length < 300, `${length}`);
  assert.deepEqual([0, 1, 2, 3].map((i) => shardOf("a/3", i, 4)), [2, 4, 2, 1]);
});

Deno.test("shard refuses what is no part", () => {
  assert.deepEqual(shard("3/8"), { k: 3, n: 8 });
  for (const text of ["0/4", "5/4", "1", "1/0", "a/b", "1/2/3", "-1/2", "1.5/2", ""]) {
    assert.throws(() => shard(text), /K\/N with 1 ≤ K ≤ N/, text);
  }
});
