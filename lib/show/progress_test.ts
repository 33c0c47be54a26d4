import assert from "node:assert/strict";
import { watched, watchOn } from "../base/mod.ts";
import { displayData } from "./display.ts";
import { progressScreen, progressText } from "./progress.ts";

const work = { label: "own/main", unit: "attempts", done: 0, cost: 0, failed: 0, since: 0 };

Deno.test("a line of progress has count, rate, what is left, cost and failures, as far as they are known", () => {
  assert.equal(progressText(work, 4000), "own/main: 0 attempts · 4 s");
  assert.equal(
    progressText({ ...work, done: 40, total: 160, cost: 0.021, failed: 3 }, 10_000),
    "own/main: 40 of 160 attempts · 4.0 a second · 30 s left · $0.0210 · 3 failed",
  );
  assert.equal(
    progressText({ ...work, done: 2, total: 302 }, 8000),
    "own/main: 2 of 302 attempts · 4.0 s each · 20 min left",
  );
  assert.equal(
    progressText({ ...work, done: 2, total: 2 }, 1000),
    "own/main: 2 of 2 attempts · 2.0 a second · 1 s",
  );
});

async function* broken() {
  yield 1;
  await Promise.resolve();
  throw new Error("broken");
}

async function* slowly(count: number, ms: number) {
  for (let i = 0; i < count; i++) {
    await new Promise((later) => setTimeout(later, ms));
    yield i;
  }
}

Deno.test("progress is shown of long work, drawn again, and empty in the end; short work is silent", async () => {
  const places: string[][] = [];
  const place = () => {
    const texts: string[] = [];
    places.push(texts);
    return async (value: unknown) =>
      void texts.push(String((await displayData(value))["text/plain"]));
  };
  const before = watchOn(progressScreen(place, { silentMs: 50, everyMs: 20 }));
  try {
    const about = { label: "own", unit: "numbers", total: 8 };
    for await (const _ of watched(slowly(2, 5), about)) continue;
    assert.equal(places.length, 0);
    const failing = (i: number) => ({ failed: i === 0, cost: 0.5 });
    for await (const i of watched(slowly(8, 30), about, failing)) {
      // What runs inside of it has a line beside it.
      if (i === 3) {
        for await (const _ of watched(slowly(4, 30), { ...about, label: "in" })) continue;
      }
    }
    for await (const i of watched(slowly(8, 30), about)) if (i === 5) break;
    assert.equal(places.length, 2); // each cell's work its own
    const [first, second] = places;
    assert.match(first.find((text) => text.includes("\n")) ?? "", /^own: 4 of 8 .*1 failed\nin: /);
    assert.deepEqual([first.at(-1), second.at(-1)], ["", ""]);
    assert.ok(first.length > 4, first.join("\n"));
  } finally {
    watchOn(before);
  }
});

Deno.test("what is watched passes as it is, and an error of it ends the line", async () => {
  const places: string[] = [];
  const before = watchOn(() => () => void places.push("ended"));
  try {
    const got: number[] = [];
    await assert.rejects(async () => {
      for await (const one of watched(broken(), { label: "own", unit: "numbers" })) got.push(one);
    }, /^Error: broken$/);
    assert.deepEqual([got, places], [[1], ["ended"]]);
  } finally {
    watchOn(before);
  }
  const items = slowly(1, 1);
  assert.equal(watched(items, { label: "own", unit: "numbers" }), items); // nobody watches
});
