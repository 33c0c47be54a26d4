import assert from "node:assert/strict";
import { random } from "./random.ts";
import { seededRandom, shuffled } from "./seededRandom.ts";

Deno.test("seededRandom is mulberry32: committed results were drawn from these streams", () => {
  const drawn = (seed: number) => Array.from({ length: 3 }, seededRandom(seed));
  const words = (seed: number) => drawn(seed).map((value) => value * 2 ** 32);
  assert.deepEqual(words(0), [1144304738, 1416247, 958946056]);
  assert.deepEqual(words(-1), words(2 ** 32 - 1));
});

Deno.test("random draws from the same stream, and a shuffle is the same by seed and by generator", () => {
  const items = [1, 2, 3, 4, 5, 6, 7];
  const { next } = random(7);
  assert.deepEqual([next(), next()], Array.from({ length: 2 }, seededRandom(7)));
  assert.deepEqual(shuffled(items, 7), random(7).shuffle(items));
  assert.deepEqual(shuffled(items, 7), shuffled(items, seededRandom(7)));
});
