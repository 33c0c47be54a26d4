import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TestResult, Verdict } from "../sandbox/mod.ts";
import { KeptVerdicts } from "./keptVerdicts.ts";

const tests = ["passed", "passed", "failed", "notRun"].map((status, i) =>
  TestResult.parse({ name: `${i}`, status, group: i < 2 ? "base" : "plus", got: "x".repeat(99) })
);
const verdict = (key: string, status: Verdict["status"]) =>
  Verdict.parse({
    ...{ key, status, tests, stdout: "printed", guarantee: "apart", engine: "wasm" },
    ...{ cpuMs: 1.5, wallMs: 2, error: { type: "IndexError", message: "out", line: 3 } },
  });

Deno.test("kept verdicts are those that a score needs, from an earlier process and nothing torn", () => {
  const folder = mkdtempSync(join(tmpdir(), "kept-")), file = join(folder, "deep", "own.jsonl");
  try {
    {
      using kept = new KeptVerdicts(file);
      assert.equal(kept.recall("a"), undefined);
      for (const one of [verdict("a", "failed"), verdict("a", "failed"), verdict("b", "harness")]) {
        kept.add(one);
      }
    }
    assert.equal(readFileSync(file, "utf8").split("\n").length, 2);
    assert.ok(readFileSync(file, "utf8").length < 300);
    appendFileSync(file, '{"key":"c","status":"pas'); // a kill
    {
      using kept = new KeptVerdicts(file);
      const found = kept.recall("a");
      assert.equal(found?.status, "failed");
      assert.deepEqual(
        found?.tests.map(({ status, group }) => [status, group]),
        tests.map(({ status, group }) => [status, group]),
      );
      assert.deepEqual([found?.error?.type, found?.error?.line, found?.cpuMs], [
        "IndexError",
        3,
        1.5,
      ]);
      // What nobody could judge, and what is not whole, is judged again.
      assert.deepEqual([kept.recall("b"), kept.recall("c"), kept.taken], [undefined, undefined, 1]);
      kept.add(verdict("c", "passed"));
    }
    using kept = new KeptVerdicts(file);
    assert.equal(kept.recall("c")?.status, "passed");
    using fresh = new KeptVerdicts(file, { fresh: true });
    assert.equal(fresh.recall("a"), undefined);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
