import assert from "node:assert/strict";
import { Deadlines } from "./deadlines.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

Deno.test("a deadline that is not met is told once, after its time", async () => {
  const deadlines = new Deadlines(50), told: string[] = [];
  const start = performance.now();
  const first = deadlines.begin(() => told.push(`first ${performance.now() - start >= 49}`));
  const second = deadlines.begin(() => told.push("second"));
  await pause(20);
  const third = deadlines.begin(() => told.push(`third ${performance.now() - start >= 69}`));
  second();
  await pause(150);
  assert.deepEqual(told, ["first true", "third true"]);
  for (const met of [first, second, third]) met(); // later, it changes nothing
});

Deno.test("deadlines that are met leave no timer behind", async () => {
  const deadlines = new Deadlines(60_000);
  for (let i = 0; i < 3; i++) {
    const met = Array.from({ length: 3 }, () => deadlines.begin(() => assert.fail("late")));
    for (const each of met.toReversed()) each();
  }
  await pause(1); // the test runner fails a test that leaves a timer
});

Deno.test("deadlines later than a timer can be do not keep a timer running", async () => {
  const timer = globalThis.setTimeout, delays: number[] = [];
  globalThis.setTimeout = ((fn: () => void, ms: number) => {
    delays.push(ms);
    return timer(fn, ms);
  }) as typeof setTimeout;
  try {
    for (const ms of [Infinity, 2 ** 31, 3000]) {
      new Deadlines(ms).begin(() => assert.fail("late"))();
    }
    await new Promise((resolve) => timer(resolve, 1));
  } finally {
    globalThis.setTimeout = timer;
  }
  assert.deepEqual(delays, [2 ** 31 - 1, 2 ** 31 - 1, 3000]);
});
