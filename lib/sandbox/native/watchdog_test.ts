import assert from "node:assert/strict";
import { Watchdog } from "./watchdog.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

Deno.test("Watchdog calls once when nothing is heard, with grace for what has arrived meanwhile", async () => {
  let late = 0;
  const dog = new Watchdog(() => late++);
  dog.watch(0.01);
  await pause(100);
  assert.equal(late, 0);
  await pause(1200);
  assert.equal(late, 1);
  dog.watch(0.01);
  await pause(50);
  dog.watch(undefined);
  await pause(1200);
  assert.equal(late, 1);
});
