/**
 * The starter set repeats neither itself nor a published set: no name twice, and of no task's
 * description are more than a quarter of the runs of four words in another's. A task that asks the
 * same in other words is not found by this.
 */
import assert from "node:assert/strict";
import { needs } from "../../testing/needs.ts";
import { loadTasks } from "../loadTasks.ts";
import type { Task } from "../task.ts";

/** The runs of four words of a task's description, without examples and code. */
function runs({ prompt }: Task): Set<string> {
  const text = prompt.instruct ?? prompt.complete!.match(/("""|''')([^]*?)\1/)?.[2] ??
    prompt.complete!;
  const words = text.replace(/^\s*>>>[^]*?(?=\n\s*\n|$)/gm, "").replace(/```[^]*?```/g, "")
    .replace(/^Write (the Python (function|class) `|self-contained code that starts).*/gm, "")
    .toLowerCase().match(/[a-z]+/g) ?? [];
  return new Set(words.slice(3).map((_, i) => words.slice(i, i + 4).join(" ")));
}

const name = ({ entryPoint = "" }: Task) => entryPoint.toLowerCase().replaceAll("_", "");

/** For each task the other that has most of its runs, with that share; and whether names are equal. */
function nearest(tasks: Task[], others: Task[]) {
  const having = new Map<string, number[]>();
  others.forEach((other, i) => {
    for (const run of runs(other)) having.set(run, [...having.get(run) ?? [], i]);
  });
  return tasks.flatMap((task) => {
    const own = runs(task);
    const count = new Map<Task, number>();
    for (const run of own) {
      for (const i of having.get(run) ?? []) {
        if (others[i] !== task) count.set(others[i], (count.get(others[i]) ?? 0) + 1);
      }
    }
    for (const other of others) {
      if (other !== task && name(other) === name(task)) count.set(other, own.size);
    }
    return [...count].map(([other, n]) => ({ task, other, share: n / own.size }));
  }).sort((a, b) => b.share - a.share);
}

const repeats = (tasks: Task[], others: Task[]) =>
  nearest(tasks, others).filter(({ share }) => share > 0.25)
    .map(({ task, other, share }) => `${task.id} ~ ${other.id}: ${share.toFixed(2)}`);

Deno.test("no starter task repeats another one's name or words", async () => {
  const tasks = await loadTasks("starter");
  assert.deepEqual(repeats(tasks, tasks), []);
  const [first] = tasks;
  const words = { ...first, entryPoint: "other" };
  const named = { ...tasks[1], entryPoint: first.entryPoint };
  assert.equal(repeats([first], [words, named, tasks[1]]).length, 2);
});

Deno.test({
  ...needs("data"),
  name: "no starter task has the name or the words of a task of a published set",
  async fn() {
    const tasks = await loadTasks("starter");
    for (const set of ["humaneval", "mbpp", "leetcode", "bigcodebench"]) {
      assert.deepEqual(repeats(tasks, await loadTasks(set)), []);
    }
  },
});
