import assert from "node:assert/strict";
import { batched, Pace } from "./batches.ts";

Deno.test("a job holds short programs together, and long ones alone", () => {
  const pace = new Pace();
  assert.equal(pace.size(256), 8);
  for (let i = 0; i < 100; i++) pace.add(8);
  assert.equal(pace.size(1024), 32);
  for (let i = 0; i < 100; i++) pace.add(100);
  assert.equal(pace.size(1024), 10);
  // A few programs are work for as many lanes.
  assert.equal(pace.size(20), 1);
  for (let i = 0; i < 100; i++) pace.add(0.1);
  assert.equal(pace.size(1024), 32);
  for (let i = 0; i < 100; i++) pace.add(10_000);
  assert.equal(pace.size(1024), 1);
});

Deno.test("batches keep the order and every item, and none is too long", () => {
  const items = [1, 2, 3, 4, 5].map((i) => ({ i, length: 10 }));
  const length = (item: { length: number }) => item.length;
  assert.deepEqual(
    batched(items, 2, length).map((batch) => batch.map(({ i }) => i)),
    [[1, 2], [3, 4], [5]],
  );
  const large = { i: 6, length: 2 << 20 };
  assert.deepEqual(
    batched([items[0], large, items[1]], 8, length).map((batch) => batch.map(({ i }) => i)),
    [[1], [6], [2]],
  );
  assert.deepEqual(batched([], 2, length), []);
});
