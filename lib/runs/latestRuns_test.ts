import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Task } from "../tasks/mod.ts";
import { attempt } from "./attempt.ts";
import { latestRuns } from "./latestRuns.ts";
import { record } from "./record.ts";

Deno.test("latestRuns gives all arms of the latest set-up and none of an earlier one", async () => {
  const root = mkdtempSync(join(tmpdir(), "latest-"));
  const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });
  assert.deepEqual(latestRuns("demo", { root }), []);
  async function* method() {
    yield attempt({ method: "mine", taskId: task.id });
  }
  const made = (name: string, arm: string, temperature: number) =>
    record(`demo/${name}`, { tasks: [task], seed: 1, root, arm, temperature }, method());
  await made("old-base", "base", 0);
  await made("new-base", "base", 1);
  await made("new-adapt", "adapt", 1);
  writeFileSync(join(root, "demo", "tests.json"), "{}"); // a prompt search's: no run
  const names = latestRuns("demo", { root }).map((run) => run.name).sort();
  assert.deepEqual(names, ["demo/new-adapt", "demo/new-base"]);
});
