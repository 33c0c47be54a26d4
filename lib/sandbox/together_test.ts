import assert from "node:assert/strict";
import { needs } from "../testing/needs.ts";
import { sandbox } from "./openSandbox.ts";
import { programOfCase, readCases } from "./fidelity/readCases.ts";
import type { SandboxOptions } from "./sandbox.ts";

const add = "def add(a, b):\n    return a + b\n";

async function beside(engine: SandboxOptions["engine"]) {
  await using python = await sandbox({ engine, lanes: 1, apart: false });
  const judge = async (code: string, ...asserts: string[]) =>
    await python.run({
      code,
      entryPoint: "add",
      test: { kind: "asserts", setup: "import math\n", asserts },
    });
  const right = await judge(add, "x = add(1, 2)\nassert x == 3", "assert x == math.floor(3.5)");
  assert.deepEqual([right.status, right.guarantee], ["passed", "shared"]);
  assert.match(right.sharedFor!, /apart: false/);
  assert.deepEqual(right.tests.map(({ name, status }) => [name, status]), [
    ["assert 0", "passed"],
    ["assert 1", "passed"],
  ]);
  const wrong = await judge(add, "assert add(1, 2) == 3", "assert add(1, 2) == 4");
  assert.deepEqual([wrong.status, wrong.guarantee], ["failed", "shared"]);
  assert.deepEqual(wrong.tests.map(({ status }) => status), ["passed", "failed"]);
  const check = (code: string) => ({
    code,
    entryPoint: "add",
    test: {
      kind: "check",
      code: "def check(candidate):\n    assert candidate(1, 2) == 3\n",
    } as const,
  });
  assert.equal((await python.run(check(add))).status, "passed");
  assert.equal((await python.run(check("def add(a, b):\n    return 4\n"))).status, "failed");
  assert.equal((await python.run(check("def add(a, b):\n    raise KeyError\n"))).status, "error");
  assert.equal((await python.run(check("def add(a, b)\n"))).status, "syntax");
  // What the boundary cannot carry is judged here.
  for (const one of readCases()) {
    if (["class-in", "userdict", "subclass-by-test", "reversed-op"].includes(one.id)) {
      const { status, reason } = await python.run(programOfCase(one));
      assert.equal(status, "passed", `${one.id}: ${reason}`);
    }
  }
}

Deno.test({
  ...needs("python", "namespaces"),
  name:
    "apart: false judges asserts and checks beside the program, and the verdict says so (native)",
  fn: () => beside("native"),
});

Deno.test(
  "apart: false judges asserts and checks beside the program, and the verdict says so (wasm)",
  () => beside("wasm"),
);
