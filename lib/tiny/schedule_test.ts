import assert from "node:assert/strict";
import { batches, learningRateAt } from "./schedule.ts";

const first = (count: number, source: Iterable<number[]>) => {
  const out: number[][] = [];
  for (const batch of source) if (out.push(batch) === count) return out;
};

Deno.test("batches go through all items before any comes again, in the order of the seed or as given", () => {
  const items = [0, 1, 2, 3, 4];
  const given = first(5, batches(items, 2, { order: "given" }));
  assert.deepEqual(given, [[0, 1], [2, 3], [4, 0], [1, 2], [3, 4]]);
  const shuffled = first(5, batches(items, 2, { seed: 3 }))!.flat();
  assert.deepEqual(shuffled.slice(0, 5).toSorted(), items);
  assert.deepEqual(shuffled.slice(5).toSorted(), items);
  assert.deepEqual(first(5, batches(items, 2, { seed: 3 }))!.flat(), shuffled);
  assert.notDeepEqual(first(5, batches(items, 2, { seed: 4 }))!.flat(), shuffled);
});

Deno.test("a learning rate is shaped, a list of them is taken as it is", () => {
  const options = { steps: 4, warmup: 2, decayFrom: 0.5 };
  const at = (learningRate: number | number[]) =>
    [0, 1, 2, 3].map((step) => learningRateAt(step, { ...options, learningRate }));
  assert.deepEqual(at(1), [0.5, 1, 1, 0.5]);
  assert.deepEqual(at([4, 3, 2, 1]), [4, 3, 2, 1]);
});
