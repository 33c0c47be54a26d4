import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { needs } from "../testing/needs.ts";

Deno.test({
  ...needs("python"),
  name:
    "values cross unchanged, answers are compared as each benchmark does it, what is missing here is told",
  fn: () => {
    const folder = fileURLToPath(new URL(".", import.meta.url));
    const { status, stderr } = spawnSync(
      "python3",
      ["-B", "-m", "unittest", "discover", "-s", "pythonTests", "-p", "*_test.py"],
      { cwd: folder, encoding: "utf8", env: { ...process.env, PYTHONPATH: folder } },
    );
    assert.equal(status, 0, stderr);
    assert.match(stderr, /^Ran (?:2[0-9]|[3-9][0-9]) tests/m);
  },
});
