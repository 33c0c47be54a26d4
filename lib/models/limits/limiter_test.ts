import assert from "node:assert/strict";
import { Limiter } from "./limiter.ts";

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs `count` calls through a limiter; returns when each began, in milliseconds. */
async function run(limiter: Limiter, count: number, { tokens = 1, ms = 5, used = 1 } = {}) {
  const start = performance.now();
  const began: number[] = [];
  let running = 0, most = 0;
  await Promise.all(Array.from({ length: count }, async () => {
    const slot = await limiter.enter(tokens);
    began.push(performance.now() - start);
    most = Math.max(most, ++running);
    await wait(ms);
    running--;
    slot.used(used);
    slot.leave();
  }));
  return { began, most };
}

Deno.test("no more calls run at a time than allowed, and as many as allowed do", async () => {
  const { began, most } = await run(new Limiter({ concurrency: 3 }), 10);
  assert.equal(began.length, 10);
  assert.equal(most, 3);
});

Deno.test("no more requests begin in any minute than allowed", async () => {
  const { began } = await run(new Limiter({ concurrency: 50, rpm: 5, minuteMs: 200 }), 14);
  for (let i = 5; i < began.length; i++) {
    assert(began[i] - began[i - 5] >= 195, `six requests in ${began[i] - began[i - 5]} ms`);
  }
  assert(began[13] < 1000);
});

Deno.test("no more tokens begin in any minute than allowed, and real use corrects the estimate", async () => {
  const minuteMs = 200;
  const estimated = await run(new Limiter({ concurrency: 50, tpm: 100, minuteMs }), 6, {
    tokens: 50,
    used: 50,
  });
  assert(estimated.began[2] >= 195 && estimated.began[4] >= 390, `${estimated.began}`);
  // Estimated at 50, they took 10 each: once that is known, more fit into the same minute.
  const corrected = await run(new Limiter({ concurrency: 1, tpm: 100, minuteMs }), 4, {
    tokens: 50,
    used: 10,
  });
  assert(corrected.began[3] < 195, `${corrected.began}`);
});

Deno.test("a call larger than the limit of tokens goes alone instead of waiting for ever", async () => {
  const { began } = await run(new Limiter({ concurrency: 2, tpm: 10, minuteMs: 100 }), 2, {
    tokens: 50,
    used: 50,
  });
  assert(began[0] < 90);
  assert(began[1] >= 95);
});

Deno.test("calls refused together halve the concurrency once; answers win it back", async () => {
  const limiter = new Limiter({ concurrency: 16 });
  for (let i = 0; i < 16; i++) limiter.slower(50);
  assert.equal(limiter.concurrency, 8);
  await wait(60);
  limiter.slower(50);
  assert.equal(limiter.concurrency, 4);
  for (let i = 0; i < 200; i++) limiter.faster();
  assert.equal(limiter.concurrency, 16);
});

Deno.test("a refusal halves what may begin in a minute, too", async () => {
  const limiter = new Limiter({ concurrency: 8, rpm: 8, minuteMs: 200 });
  limiter.slower(1);
  await wait(5);
  const { began } = await run(limiter, 8);
  assert(began[3] < 150 && began[4] >= 195, `${began}`);
});

Deno.test("nothing begins while the server asked to wait", async () => {
  const limiter = new Limiter({ concurrency: 4 });
  limiter.slower(120);
  const { began } = await run(limiter, 3);
  assert(Math.min(...began) >= 115, `${began}`);
});

Deno.test("whoever waits can give up, and does not hold up the others", async () => {
  const limiter = new Limiter({ concurrency: 1 });
  const first = await limiter.enter(1);
  const controller = new AbortController();
  const second = limiter.enter(1, controller.signal);
  const third = limiter.enter(1);
  controller.abort(new Error("enough"));
  await assert.rejects(second, { message: "enough" });
  first.leave();
  (await third).leave();
});

Deno.test("limits are 1 or more", () => {
  assert.throws(() => new Limiter({ concurrency: 0 }), {
    name: "RangeError",
    message: "'concurrency' must be 1 or more: 0",
  });
  assert.throws(() => new Limiter({ concurrency: 1, rpm: NaN }), /'rpm' must be 1 or more: NaN/);
});
