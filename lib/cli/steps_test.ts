import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { steps } from "./steps.ts";

Deno.test("steps count single tests, whole steps, and what does not even load", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tracelab-steps-"));
  try {
    const file = (name: string, text: string) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };
    const three = file(
      "three_test.ts",
      `Deno.test("right", () => {});
       Deno.test("wrong", () => { throw new Error("as it should"); });
       Deno.test.ignore("left out", () => {});`,
    );
    const all = steps();
    await all.tests("three", "test", "--no-check", three);
    assert.equal(all.closingLine(), "1 passed, 1 failed, 1 skipped");
    await all.tests("broken", "test", "--no-check", file("broken_test.ts", "import './none.ts';"));
    assert.equal(all.closingLine(), "1 passed, 2 failed, 1 skipped");
    await all.step("bad form", "fmt", "--check", file("form.ts", "let  a"));
    await all.step("good form", "fmt", "--check", file("good.ts", "let a;\n"));
    assert.equal(all.closingLine(), "2 passed, 3 failed, 1 skipped");
    assert.equal(all.failed, 3);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
