import assert from "node:assert/strict";
import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadTasks } from "../tasks/mod.ts";
import { trainStudent } from "./trainStudent.ts";

Deno.test("trainStudent lowers the loss on the teacher's programs, all three ways, and writes a checkpoint", async () => {
  const tasks = await loadTasks("tiny", { split: "train", limit: 64, seed: 3, steps: 1 });
  const folder = mkdtempSync(join(tmpdir(), "student-"));
  for (const how of ["sequence", "rationale", "logits"] as const) {
    const to = join(folder, `${how}.tiny`);
    const options = { student: "tiny:student", teacher: "tiny:teacher", tasks, how, to, steps: 40 };
    const losses = await Array.fromAsync(trainStudent(options), ({ loss }) => loss);
    const mean = (part: number[]) => part.reduce((sum, one) => sum + one, 0) / part.length;
    assert.equal(losses.length, 40);
    assert(mean(losses.slice(-5)) < 0.8 * mean(losses.slice(0, 5)), `${how}: ${losses}`);
    assert(statSync(to).size > 50_000);
  }
});
