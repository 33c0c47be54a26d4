import assert from "node:assert/strict";
import { loadTasks } from "../loadTasks.ts";

Deno.test("loadTasks makes tiny tasks with its own options", async () => {
  const tasks = await loadTasks("tiny", { limit: 6, seed: 2, steps: [3, 4], form: "complete" });
  assert.deepEqual(tasks.map(({ metadata }) => metadata.steps), [3, 4, 3, 4, 3, 4]);
  assert.deepEqual(Object.keys(tasks[0].prompt), ["complete"]);
  const train = await loadTasks("tiny:train", { limit: 1 });
  assert.equal(train[0].metadata.split, "train");
  assert.deepEqual(await loadTasks("tiny:train", { limit: 1, split: undefined }), train);
});

Deno.test("loadTasks finds a tiny task by its id and refuses an unknown one", async () => {
  const [, second] = await loadTasks("tiny", { limit: 5 });
  const found = await loadTasks("tiny", { limit: 5, ids: [second.id] });
  assert.deepEqual(found.map(({ id }) => id), [second.id]);
  await assert.rejects(loadTasks("tiny", { ids: ["tiny/none"] }), /no task 'tiny\/none' in tiny/);
  await assert.rejects(loadTasks("tiny", { ids: [] }), /no task in tiny/);
  await assert.rejects(loadTasks("tiny", { seed: 1.5 }), /'seed' must be an integer: 1\.5/);
  await assert.rejects(loadTasks("tiny", { split: "dev" }), /tiny has no split 'dev'/);
});
