import assert from "node:assert/strict";
import { needs } from "../../testing/needs.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Program } from "../program.ts";
import type { Status } from "../verdict.ts";
import { openNative } from "./openNative.ts";

const add = "def add(a, b):\n    return a + b\n";
const check = {
  kind: "check",
  code:
    "def check(candidate):\n    assert candidate(1, 2) == 3\n    assert candidate(5, 7) == 12\n",
} as const;
const quick = { cpuSeconds: 1, wallSeconds: 2 };

const test = (name: string, fn: (python: Sandbox) => Promise<void>) =>
  Deno.test({
    ...needs("python", "namespaces"),
    name: `openNative: ${name}`,
    fn: async () => {
      await using python = await openNative({ lanes: 1 });
      await fn(python);
    },
  });

const statuses: [Status, string, Partial<Program>][] = [
  ["passed", add, {}],
  ["failed", "def add(a, b):\n    return a - b\n", {}],
  ["failed", "def add(a, b):\n    return object()\n", {}],
  ["error", "def add(a, b):\n    return a + c\n", {}],
  ["error", "def sub(a, b):\n    return a - b\n", {}],
  ["syntax", "def add(a, b)\n    return a + b\n", {}],
  ["timeout", "def add(a, b):\n    while True: pass\n", { limits: quick }],
  ["timeout", "import time\ntime.sleep(60)\n", { limits: quick }],
  ["memory", "def add(a, b):\n    return bytearray(1 << 31)\n", {}],
  ["killed", "import os\nos._exit(0)\n", {}],
  ["killed", "raise SystemExit(0)\n", {}],
  ["harness", add, { test: { kind: "check", code: "def check(" } }],
  ["harness", "import cryptography_is_not_here\n", {
    test: { kind: "check", code: "import nothing_here" },
  }],
];

test("every status is reached", async (python) => {
  for (const [status, code, more] of statuses) {
    const verdict = await python.run({ code, test: check, entryPoint: "add", ...more });
    const wanted = code.includes("not_here") ? "error" : status;
    assert.equal(verdict.status, wanted, `${code}\n${JSON.stringify(verdict)}`);
    assert.equal(verdict.engine, "native");
  }
});
