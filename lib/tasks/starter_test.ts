import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { buildStarter } from "../cli/starterBuild.ts";
import { loadTasks } from "./loadTasks.ts";
import type { WrongSolution } from "./parseStarterTask.ts";
import type { Task } from "./task.ts";

const folder = new URL("../../data/starter/", import.meta.url);
const wrongOf = (task: Task) => task.metadata.wrong as WrongSolution[];

Deno.test("the starter set is what its sources say: run `deno task starter:build`", () => {
  const { jsonl, card } = buildStarter(folder);
  assert(jsonl === readFileSync(new URL("tasks.jsonl", folder), "utf8"), "tasks.jsonl is old");
  assert(card === readFileSync(new URL("README.md", folder), "utf8"), "the card is old");
});

Deno.test("the starter set has at least 40 tasks with both prompts and every kind of test", async () => {
  const tasks = await loadTasks("starter");
  assert(tasks.length >= 40, `${tasks.length} tasks`);
  for (const task of tasks) {
    assert(task.prompt.complete && task.prompt.instruct && task.canonical, task.id);
    assert(task.visible?.kind === "asserts" && task.hidden.kind === "unittest", task.id);
    const { base, plus, topic, difficulty } = task.metadata;
    assert((base as string[]).length >= 2 && (plus as string[]).length >= 1, task.id);
    assert(topic && ["easy", "medium", "hard"].includes(difficulty as string), task.id);
  }
});

Deno.test("each starter task has two wrong solutions, one of which only plus tests catch", async () => {
  for (const task of await loadTasks("starter")) {
    assert(wrongOf(task).length >= 2, task.id);
    assert(wrongOf(task).some(({ passesBase }) => passesBase), task.id);
    assert.equal(new Set(wrongOf(task).map(({ name }) => name)).size, wrongOf(task).length);
  }
});
