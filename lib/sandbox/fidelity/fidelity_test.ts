import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { needs } from "../../testing/needs.ts";
import { findInterpreter } from "../native/interpreter.ts";
import { sandbox } from "../openSandbox.ts";
import type { Sandbox } from "../sandbox.ts";
import { programOfCase, readCases, scriptOfCase } from "./readCases.ts";

const cases = readCases();

/** Where only the program's process could answer, and the verdict says so. */
const declared = [
  "class-in",
  "class-in-neighbours",
  "class-in-interval",
  "class-in-words",
  "userdict",
  "subclass-by-test",
  "reversed-op",
  "check-operators",
];

/** Pyodide's own ways: other numbers for ENOENT and EACCES, a judge with files of its own. */
const onWasm = {
  differ: ["raises-oserror", "raises-oserror-own"],
  declared: [...declared, "file-relative", "file-written-by-program", "tempdir-listing"],
};

async function agree(python: Sandbox, declared: string[], differ: string[] = []) {
  for (const [index, one] of cases.entries()) {
    if (differ.includes(one.id)) continue;
    // The second time the calls may be sent ahead.
    for (const seed of index % 3 ? [0] : [0, 1]) {
      const { status, reason, error } = await python.run({ ...programOfCase(one), seed });
      const shown = `${one.id}: ${status} ${reason ?? ""} ${JSON.stringify(error ?? {})}`;
      if (declared.includes(one.id)) {
        assert.equal(status, "harness", shown);
        assert.match(reason!, /^the test /, shown);
      } else {
        assert.notEqual(status, "harness", shown);
        assert.equal(status === "passed", one.plain === "passed", shown);
      }
    }
  }
}

Deno.test("the cases are many, and each is another one", () => {
  assert.ok(cases.length >= 300, `${cases.length} cases`);
  assert.equal(new Set(cases.map(({ id }) => id)).size, cases.length);
});

Deno.test({
  ...needs("python"),
  name: "plain Python says of the cases what they say that it does",
  fn: () => {
    const { executable, version } = findInterpreter();
    if (Number(version.split(".")[1]) < 11) return;
    for (const one of cases.filter((_, index) => index % 12 === 5)) {
      const { status } = spawnSync(executable, ["-I", "-W", "ignore", "-c", scriptOfCase(one)], {
        input: "",
      });
      assert.equal(status === 0, one.plain === "passed", one.id);
    }
  },
});

Deno.test({
  ...needs("python", "namespaces"),
  name: "unusual but honest programs pass exactly where they do in plain Python (native)",
  fn: async () => {
    await using python = await sandbox({ engine: "native", lanes: 1 });
    await agree(python, declared);
  },
});

Deno.test("unusual but honest programs pass exactly where they do in plain Python (wasm)", async () => {
  await using python = await sandbox({ engine: "wasm", lanes: 1 });
  await agree(python, onWasm.declared, onWasm.differ);
});
