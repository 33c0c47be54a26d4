import assert from "node:assert/strict";
import type { Limits, Program } from "../program.ts";
import type { Status } from "../verdict.ts";
import { openWasm } from "./openWasm.ts";

const limits: Limits = {
  cpuSeconds: 1,
  wallSeconds: 5,
  memoryMb: 256,
  outputBytes: 1000,
  processes: 1,
};

const test: Program["test"] = {
  kind: "check",
  code:
    "def check(candidate):\n    assert candidate(1, 2) == 3\n    assert candidate(5, 7) == 12\n",
};
const good = "def add(a, b):\n    return a + b\n";

Deno.test("the wasm engine reaches every status", async (t) => {
  await using engine = await openWasm({ lanes: 1, limits });
  const cases: [Status, string][] = [
    ["passed", good],
    ["failed", "def add(a, b):\n    return a - b\n"],
    ["error", "def add(a, b):\n    return c\n"],
    ["syntax", "def add(a, b)\n"],
    ["timeout", "def add(a, b):\n    while True: pass\n"],
    ["memory", "def add(a, b):\n    return bytearray(1 << 30)\n"],
    ["killed", "import sys\nsys.exit(0)\n"],
    ["harness", "import numpy\n" + good],
  ];
  for (const [status, code] of cases) {
    await t.step(status, async () => {
      const verdict = await engine.run({ code, test, entryPoint: "add" });
      assert.equal(verdict.status, status, verdict.reason ?? "");
      assert.equal(verdict.engine, "wasm");
    });
  }
});
