/**
 * The protocol fuzzer, short: see `fuzz.py` for the long form, which plays 100,000 messages. Real programs
 * say a few of its conversations on real lanes, too; they do nothing else.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { needs } from "../../testing/needs.ts";
import { sandbox } from "../openSandbox.ts";
import type { Program } from "../program.ts";
import { batteryLimits, checkAdd, honest } from "./battery.ts";

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

interface Conversation {
  name: string;
  test: Program["test"];
  trace: boolean;
  frames: string[];
}

/** A program that says these messages and leaves. */
const speaker = ({ frames }: Conversation) =>
  `import base64, os, struct
for text in ${JSON.stringify(frames)}:
    data = base64.b64decode(text)
    data = struct.pack("<I", len(data)) + data
    while data:
        data = data[os.write(3, data):]
os._exit(0)
`;

for (const [engine, conversations] of [["native", 150], ["wasm", 12]] as const) {
  Deno.test({
    ...needs("python", "namespaces"),
    name:
      `programs that say changed messages on real lanes win nothing and end nothing (${engine})`,
    fn: async () => {
      await using python = await sandbox({ engine, lanes: 2 });
      const said: Conversation[] = fuzz("--emit", String(conversations), "--seed", "5");
      await Promise.all(said.map(async (one) => {
        const { test, trace } = one;
        const program = {
          code: speaker(one),
          test,
          trace,
          entryPoint: "add",
          limits: batteryLimits,
        };
        const { status, reason } = await python.run(program);
        assert.ok(status !== "passed" && status !== "harness", `${one.name}: ${status} ${reason}`);
        const next = await python.run({ code: honest, test: checkAdd, entryPoint: "add" });
        assert.equal(next.status, "passed", `after ${one.name}: ${next.reason}`);
      }));
    },
  });
}
