import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadTasks } from "../../tasks/mod.ts";
import { packageFile } from "../../base/mod.ts";
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

Deno.test("trainStudent writes no checkpoint that it reads", async () => {
  const tasks = await loadTasks("tiny", { split: "train", limit: 2, seed: 3, steps: 1 });
  const own = join(mkdtempSync(join(tmpdir(), "student-")), "own.tiny");
  copyFileSync(packageFile("data/tiny/student.tiny"), own);
  const before = readFileSync(own);
  for (
    const [student, teacher] of [[`tiny:${own}`, "tiny:teacher"], ["tiny:student", `tiny:${own}`]]
  ) {
    const options = { student, teacher, tasks, how: "sequence" as const, to: own, steps: 1 };
    await assert.rejects(
      Array.fromAsync(trainStudent(options)),
      /^TaskSetError: the output \S+own\.tiny is the input of the same name$/,
    );
  }
  assert.deepEqual(readFileSync(own), before);
});
