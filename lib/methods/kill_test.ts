/** Kills every flow at random moments and compares its table with that of a run that was never killed. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compareArms, summarize, withoutTime } from "../metrics/mod.ts";
import { openRun } from "../runs/mod.ts";
import { seededRandom } from "../base/mod.ts";

const program = new URL("../testing/killedFlow.ts", import.meta.url).pathname;
const kills = 4;

function start(root: string, name: string, flow: string) {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", program, root, name, join(root, `${name}.calls`), flow],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs to the end, or to a kill `ms` after recording began; whether it ended, and its time from there. */
async function run(root: string, name: string, flow: string, ms = Infinity) {
  const child = start(root, name, flow);
  const reader = child.stdout.getReader();
  assert.match(new TextDecoder().decode((await reader.read()).value), /^recording/);
  const began = performance.now();
  let ended = false;
  const status = child.status.then((status) => (ended = true, status));
  if (ms < Infinity) {
    await Promise.race([status, new Promise((resolve) => setTimeout(resolve, ms))]);
    if (!ended) child.kill("SIGKILL");
  }
  const { success, signal } = await status;
  const complaint = await new Response(child.stderr).text();
  await reader.cancel();
  assert(success || signal === "SIGKILL", complaint);
  return { success, ms: performance.now() - began };
}

for (const flow of ["base", "resample", "adapt", "planInDocstring", "distill", "edgeCases"]) {
  Deno.test(`${flow}: killed at ${kills} random moments and resumed, the table is the same byte for byte`, async () => {
    const root = await Deno.makeTempDir();
    const calls = (name: string) =>
      readFileSync(join(root, `${name}.calls`), "utf8").trim().split("\n").sort();
    const outcome = (name: string) => {
      const run = openRun(name, { root });
      const arm = run.attempts[0].arm;
      return {
        table: JSON.stringify(compareArms(run.attempts, arm)),
        summary: JSON.stringify(withoutTime(summarize(run))),
        finished: run.finished,
        ids: run.attempts.map(({ id }) => id).sort(),
      };
    };
    try {
      const whole = await run(root, "whole", flow);
      const random = seededRandom(Date.now());
      let killed = 0;
      while (killed < kills) {
        const { success } = await run(root, "cut", flow, 0.4 * whole.ms * random());
        if (success) break;
        killed++;
      }
      await run(root, "cut", flow);
      assert(killed > 0, "no kill came before the end");
      assert.deepEqual(outcome("cut"), outcome("whole"));
      // What was under way at a kill is asked again: two calls at a time, no more.
      assert.deepEqual([...new Set(calls("cut"))], [...new Set(calls("whole"))]);
      const again = calls("cut").length - calls("whole").length;
      assert(again <= 2 * killed, `${again} calls were made again after ${killed} kills`);
    } finally {
      await Deno.remove(root, { recursive: true });
    }
  });
}
