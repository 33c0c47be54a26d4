/** Kills a recording process at random moments and compares what remains with an uninterrupted run. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { summarize, withoutTime } from "../metrics/mod.ts";
import { seededRandom } from "../base/mod.ts";
import { openRun } from "./run.ts";

const program = new URL("../testing/killedRun.ts", import.meta.url).pathname;
const kills = 20;

function start(root: string, name: string) {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", program, root, name, join(root, `${name}.calls`)],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Starts the run and kills it within 60 ms of recording; whether it came to its end instead. */
async function startAndKill(root: string, name: string, random: () => number): Promise<boolean> {
  const child = start(root, name);
  const { value } = await child.stdout.getReader().read();
  // It says when it begins to record: a kill before that would test nothing.
  assert.match(new TextDecoder().decode(value), /^recording/);
  await new Promise((resolve) => setTimeout(resolve, 60 * random()));
  child.kill("SIGKILL");
  const { success } = await child.status;
  await child.stderr.cancel();
  return success;
}

Deno.test("a run killed at twenty random moments ends as one that never was; nothing is asked or judged twice", async () => {
  const root = await Deno.makeTempDir();
  const summary = (name: string) => JSON.stringify(withoutTime(summarize(openRun(name, { root }))));
  const calls = (name: string) =>
    readFileSync(join(root, `${name}.calls`), "utf8").trim().split("\n");
  const ids = (name: string) => openRun(name, { root }).attempts.map(({ id }) => id).sort();
  try {
    const whole = await start(root, "whole").output();
    assert(whole.success, new TextDecoder().decode(whole.stderr));
    const random = seededRandom(Date.now());
    for (let killed = 0, n = 0; killed < kills; n++) {
      const name = `cut${n}`;
      let here = 0;
      while (killed < kills && !await startAndKill(root, name, random)) killed++, here++;
      const last = await start(root, name).output();
      assert(last.success, new TextDecoder().decode(last.stderr));
      assert.equal(summary(name), summary("whole"));
      assert.equal(openRun(name, { root }).finished, ids(name).length);
      assert.deepEqual(ids(name), ids("whole"));
      // Only what was under way at a kill is done again: two calls and the programs in the lanes.
      const made = calls(name), wanted = new Set(calls("whole"));
      assert.deepEqual(new Set(made), wanted);
      const again = made.length - wanted.size;
      assert(again <= 6 * here, `${again} calls were made again after ${here} kills`);
    }
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
