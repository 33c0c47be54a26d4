import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { slack } from "../../testing/slack.ts";
import { limitsOf } from "../limits.ts";
import { LaneProcess } from "./laneProcess.ts";
import { snapshotFile } from "./snapshot.ts";

Deno.test("a lane that cannot boot says why and ends", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tracelab-lane-"));
  try {
    const snapshot = join(folder, "cut.snapshot");
    await writeFile(snapshot, "half of a snaps");
    const lane = new LaneProcess(snapshot);
    await assert.rejects(lane.ready, /the wasm sandbox did not start: .*judge's worker failed/s);
    await lane.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});

const limits = limitsOf({ cpuSeconds: 2, wallSeconds: 3 });

Deno.test("limits hold for each case: many slow ones are judged to their end, however long all of them take", async () => {
  const lane = new LaneProcess(await snapshotFile(), [], 1);
  try {
    await lane.ready;
    const cases = Array.from({ length: 16 }, (_, n) => ({ input: `${n}\n`, output: `${n}\n` }));
    const code = "import time\ntime.sleep(0.5)\nprint(input())\n";
    const answer = await lane.ask(
      JSON.stringify({ code, test: { kind: "stdio", cases } }),
      limits,
    );
    assert.ok("reply" in answer);
    const { status, tests } = JSON.parse(answer.reply).verdict;
    assert.equal(status, "passed");
    assert.equal(tests.length, cases.length);
  } finally {
    await lane.close();
  }
});

Deno.test("a judge that is busy in C is ended within the limit of one process, and the next program is judged", async () => {
  const lane = new LaneProcess(await snapshotFile(), [], 1);
  try {
    await lane.ready;
    // An addition of so many numbers, which looks at no signal.
    const check = `def check(candidate):
    assert sum(range(candidate()))
`;
    const program = (keys: number) =>
      JSON.stringify({
        code: `def f():\n    return ${keys}\n`,
        test: { kind: "check", code: check },
        entryPoint: "f",
      });
    const [busy, next] = await Promise.all([
      lane.ask(program(10 ** 11), limits),
      lane.ask(program(10), limits),
    ]);
    assert.ok("reply" in busy && "reply" in next);
    assert.equal(JSON.parse(busy.reply).verdict.status, "timeout");
    assert.match(JSON.parse(busy.reply).verdict.reason, /the judge was still busy with it/);
    assert.ok(busy.wallMs < 6000 + 5000 * slack(), `${busy.wallMs} ms`);
    assert.equal(JSON.parse(next.reply).verdict.status, "passed");
  } finally {
    await lane.close();
  }
});
