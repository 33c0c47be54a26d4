import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { needs, venvPython } from "../testing/needs.ts";
import { bench } from "./research.ts";

Deno.test({
  ...needs("pyarrow"),
  name:
    "another engine finds the same rows, and no repository or function on both sides of the split",
  async fn() {
    const folder = mkdtempSync(join(tmpdir(), "research-"));
    try {
      await bench(["--rows", "2000", "--keep", folder, "--check", venvPython]);
      const script = join(import.meta.dirname!, "researchSplit.py");
      const said = (split: unknown) => {
        const input = JSON.stringify({ longest: 1000, ...split as object });
        const { stderr } = spawnSync(venvPython, [script, folder], { input, encoding: "utf8" });
        return stderr.trim().split("\n").at(-1);
      };
      // It would find them.
      const one = ["lab/r1", "def f(): pass"], other = ["lab/r1", "def g(): pass"];
      assert.match(said({ train: [one], test: [other] })!, /1 repositories on both sides/);
      assert.match(said({ train: [one], test: [["lab/r2", one[1]]] })!, /a function on both sides/);
      assert.match(said({ train: [one], test: [] })!, /1 rows of the samples are in no file/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
});
