import assert from "node:assert/strict";
import { slack } from "../../testing/slack.ts";
import { openWasm } from "./openWasm.ts";

const WALL_MS = 400;
const TRIES = 4;

/** 50 ms on a machine with a core to spare; where every thread has to queue for one, as much more. */
const slackMs = () => 50 * slack();

const endless: [name: string, how: string, code: string][] = [
  ["a loop", "interrupted", "while True: pass"],
  ["a long sleep", "terminated", "import time\ntime.sleep(100)"],
  [
    "a loop that swallows every exception",
    "terminated",
    "while True:\n  try:\n    while True: pass\n  except BaseException: pass",
  ],
];

for (const [name, how, code] of endless) {
  Deno.test(`${name} is ${how} within 50 ms of the limit, and the next program is judged`, async () => {
    await using python = await openWasm({ lanes: 1 });
    const test = { kind: "run", stdin: "" } as const;
    const limits = { cpuSeconds: 30, wallSeconds: WALL_MS / 1000 };
    const late: number[] = [];
    do {
      assert.equal((await python.run({ code: "pass", test })).status, "passed");
      const { status, wallMs, limit } = await python.run({ code, test, limits });
      assert.equal(status, "timeout");
      // A program that worked and ran out of wall time has a second try with more of it: `pace.ts`.
      const wall = (limit?.wallSeconds ?? limits.wallSeconds) * 1000;
      assert.ok(wallMs > wall - 1, `ended before its limit: ${wallMs}`);
      late.push(Math.round(wallMs - wall));
    } while (Math.min(...late) > slackMs() && late.length < TRIES);
    assert.ok(Math.min(...late) <= slackMs(), `late by ${late} ms`);
    assert.equal((await python.run({ code: "pass", test })).status, "passed");
  });
}

Deno.test("a program that closes its end of the conversation is not waited for, and its interpreter goes on", async () => {
  await using python = await openWasm({ lanes: 1 });
  const test = { kind: "check", code: "def check(candidate):\n    assert candidate()\n" } as const;
  const limits = { cpuSeconds: 60, wallSeconds: 60 };
  const code = "import os\nos.close(3)\n";
  const { status, reason, wallMs } = await python.run({ code, test, limits, entryPoint: "f" });
  assert.equal(status, "killed", reason ?? "");
  assert.ok(wallMs < 10_000 + 1000 * slack(), `${wallMs} ms`);
  assert.equal(
    (await python.run({ code: "pass", test: { kind: "run", stdin: "" } })).status,
    "passed",
  );
});
