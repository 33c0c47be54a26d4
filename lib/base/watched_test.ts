import assert from "node:assert/strict";
import { freed, Interrupted, interruptWork, untilInterrupted, watched, watchOn } from "./mod.ts";

/** A stream that gives one item and waits; `log` says when it was freed. */
async function* waiting(log: string[], until: Promise<void>) {
  try {
    yield 1;
    await until;
    yield 2;
  } finally {
    log.push("freed");
  }
}

Deno.test("an interrupt ends what is waited for at once, and its stream when that can end", async () => {
  const before = watchOn(() => () => {});
  try {
    const log: string[] = [];
    let go = () => {};
    const until = new Promise<void>((resolve) => go = resolve);
    const read = (async () => {
      for await (const one of watched(waiting(log, until), { label: "own", unit: "numbers" })) {
        log.push(String(one));
      }
    })();
    const alone = untilInterrupted(until);
    await new Promise((later) => setTimeout(later));
    assert.equal(interruptWork(), 2);
    await assert.rejects(alone, Interrupted);
    await assert.rejects(read, /^Interrupted: .* run the cell again to go on$/);
    assert.deepEqual(log, ["1"]);
    go();
    await new Promise((later) => setTimeout(later));
    assert.deepEqual(log, ["1", "freed"]);
    assert.equal(interruptWork(), 0);
  } finally {
    watchOn(before);
  }
});

Deno.test("a stream is freed before its consumer goes on, unless it was interrupted", async () => {
  let over = false;
  const end = async () => {
    await new Promise((later) => setTimeout(later, 5));
    over = true;
  };
  await freed(end, new Interrupted());
  assert.equal(over, false);
  await freed(end, undefined);
  assert.equal(over, true);
  await assert.rejects(freed(() => Promise.reject(new Error("broken")), undefined), /broken/);
  await freed(() => Promise.reject(new Error("unseen")), new Interrupted());
});

Deno.test("nothing is interrupted where no kernel listens", async () => {
  const work = Promise.resolve(1);
  assert.equal(untilInterrupted(work), work);
  assert.equal(await work + interruptWork(), 1);
});
