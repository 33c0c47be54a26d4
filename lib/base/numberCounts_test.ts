import assert from "node:assert/strict";
import { hash53 } from "./hash53.ts";
import { NumberCounts } from "./numberCounts.ts";
import { seededRandom } from "./seededRandom.ts";

Deno.test("NumberCounts counts as a Map does, through every growth, neighbours and large keys too", () => {
  const random = seededRandom(1), counts = new NumberCounts(), map = new Map<number, number>();
  const keys = Array.from({ length: 20_000 }, (_, i) => {
    const n = Math.floor(random() * 8_000);
    return i % 2 ? n : hash53(String(n));
  });
  for (const key of [0, 64, 128, 2 ** 53 - 1, ...keys]) {
    map.set(key, (map.get(key) ?? 0) + 1);
    assert.equal(counts.add(key), map.get(key));
  }
  assert.equal(counts.size, map.size);
  assert.deepEqual(new Map(counts), map);
  for (const key of [...keys, 8_001, 63, 2 ** 53 - 2]) {
    assert.equal(counts.has(key), map.has(key), String(key));
  }
});
