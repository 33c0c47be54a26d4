import assert from "node:assert/strict";
import { pump } from "./pump.ts";

Deno.test("pump ends when it is aborted, while its source waits and nothing is in flight", async () => {
  const controller = new AbortController();
  const seen: number[] = [];
  async function* source() {
    yield 1;
    await new Promise(() => {});
  }
  setTimeout(() => controller.abort(), 5);
  const doubled = pump(source(), (n) => Promise.resolve(2 * n), {
    ahead: 2,
    signal: controller.signal,
  });
  for await (const each of doubled) seen.push(each);
  assert.deepEqual(seen, [2]);
});

Deno.test("pump throws what its work rejects with, after the work in progress, and takes no more", async () => {
  const seen: number[] = [], begun: number[] = [];
  const work = async (n: number) => {
    begun.push(n);
    await new Promise((resolve) => setTimeout(resolve, n));
    if (n === 1) throw new Error("no");
    return n;
  };
  await assert.rejects(async () => {
    for await (const each of pump([1, 20, 30], work, { ahead: 2 })) seen.push(each);
  }, { message: "no" });
  assert.deepEqual([begun, seen], [[1, 20], [20]]);
});
