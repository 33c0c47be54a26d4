import assert from "node:assert/strict";
import { attempt } from "../runs/mod.ts";
import { Task } from "../tasks/mod.ts";
import { runArms } from "./runArms.ts";

const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });

async function* base(seed: number) {
  await Promise.resolve();
  yield attempt({ method: "base", taskId: task.id, seed });
}

Deno.test("runArms runs a seed once, and keeps its own names out of the parameters", async () => {
  const root = await Deno.makeTempDir();
  try {
    const options = { tasks: [task], parameters: {}, root };
    assert.equal((await runArms("demo", { ...options, seeds: [1, 1] }, { base })).length, 1);
    for (const name of ["tasks", "seed", "on"]) {
      await assert.rejects(
        runArms("demo", { ...options, parameters: { [name]: 3 } }, { base }),
        new RegExp(`'parameters' cannot hold '${name}'`),
      );
    }
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
