/** The protocol fuzzer, short: `fuzz.py` and `fuzzLanes.ts` are commands for the long form. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { needs } from "../../testing/needs.ts";
import { sandbox } from "../openSandbox.ts";
import { fuzzLanes } from "./fuzzLanes.ts";

const script = fileURLToPath(new URL("./fuzz.py", import.meta.url));

function fuzz(...options: string[]) {
  const { status, stdout, stderr } = spawnSync("python3", ["-B", script, ...options], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

for (const path of ["native", "wasm"]) {
  Deno.test({
    ...needs("python"),
    name: `no changed message wins, crashes the judge, makes it hang or leaves the score (${path})`,
    fn: () => {
      const { messages, faults } = fuzz("--messages", "4000", "--seed", "3", "--path", path);
      assert.deepEqual(faults, []);
      assert.ok(messages >= 4000);
    },
  });
}

Deno.test({
  ...needs("python"),
  name: "the fuzzer finds a judge that believes what it is told",
  fn: () => {
    const { faults } = fuzz("--messages", "4000", "--seed", "3", "--gullible");
    assert.ok(faults.length > 3, JSON.stringify(faults));
  },
});

for (const [engine, messages] of [["native", 600], ["wasm", 300]] as const) {
  Deno.test({
    ...needs("python", "namespaces"),
    name:
      `programs that say changed messages on real lanes win nothing and end nothing (${engine})`,
    fn: async () => {
      await using python = await sandbox({ engine, lanes: 2 });
      const found = await fuzzLanes(python, { messages, seed: 5, honestEvery: 2 });
      assert.deepEqual(found.faults, []);
      assert.ok(
        found.conversations > messages / 6 && found.honest > messages / 12,
        JSON.stringify(found),
      );
      // Several ways to end: not all of them at the first message.
      assert.ok(Object.keys(found.verdicts).length > 2, JSON.stringify(found.verdicts));
    },
  });
}
