import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { loadTasks } from "../../tasks/mod.ts";
import { dataFolder, needs } from "../../testing/needs.ts";
import { openWasm } from "./openWasm.ts";

Deno.test({
  ...needs("data"),
  name: "wasm passes all canonical solutions of HumanEval",
  fn: async () => {
    await using python = await openWasm();
    const tasks = await loadTasks("humaneval");
    const candidates = tasks.map((task) => ({ task, completion: { code: task.canonical! } }));
    const failed: string[] = [];
    let passed = 0;
    for await (const { task, verdict } of python.judge(candidates)) {
      if (verdict.status === "passed") passed++;
      else failed.push(`${task.id} ${verdict.status}`);
    }
    assert.deepEqual([passed, failed], [164, []]);
  },
});

interface Recorded {
  task_id: string;
  solution: string;
  is_solved: boolean;
}

for (const [name, solved] of [["gpt-3.5-turbo-0613", 121], ["codellama", 81]] as const) {
  Deno.test({
    ...needs("data"),
    name: `wasm gives the published verdicts on the recorded programs of ${name}`,
    fn: async () => {
      await using python = await openWasm();
      const tasks = new Map((await loadTasks("humaneval")).map((task) => [task.id, task]));
      const text = gunzipSync(readFileSync(`${dataFolder}/recorded-humaneval-${name}.jsonl.gz`));
      const rows: Recorded[] = text.toString().trim().split("\n").map((line) => JSON.parse(line));
      const candidates = rows.map((row) => ({
        row,
        task: tasks.get(row.task_id)!,
        completion: { code: row.solution },
      }));
      const different: string[] = [];
      let passed = 0;
      for await (const { row, verdict } of python.judge(candidates)) {
        passed += Number(verdict.status === "passed");
        if ((verdict.status === "passed") !== row.is_solved) {
          different.push(`${row.task_id} ${verdict.status}`);
        }
      }
      assert.deepEqual([passed, different], [solved, []]);
    },
  });
}
