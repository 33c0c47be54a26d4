import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { needs } from "../testing/needs.ts";
import { Task } from "../tasks/mod.ts";
import { keyOf, stepsOf } from "./composition.ts";
import type { Conventions } from "./conventions.ts";
import { generateTinyTasks, tinyTasks } from "./tinyTasks.ts";

/** Runs canonical programs with both their test suites; answers the ids of those that fail. */
function failures(tasks: Task[]): string[] {
  const runner = `
import json, sys
for line in sys.stdin:
    task = json.loads(line)
    space = {}
    try:
        exec(task["code"], space)
        for line in task["asserts"]:
            exec(line, space)
    except Exception as error:
        print(task["id"], repr(error), line, task["code"])
`;
  const asserts = (test: Task["hidden"] | undefined) =>
    test?.kind === "asserts" ? test.asserts : [];
  const input = tasks.map((task) =>
    JSON.stringify({
      id: task.id,
      code: task.canonical,
      asserts: [...asserts(task.visible), ...asserts(task.hidden)],
    })
  ).join("\n");
  const { status, stdout, stderr } = spawnSync("python3", ["-I", "-c", runner], {
    input,
    encoding: "utf8",
    timeout: 60_000,
  });
  assert.equal(status, 0, stderr);
  return stdout.split("\n").filter(Boolean);
}

Deno.test({
  ...needs("python"),
  name: "every canonical program agrees with Python on every test, under every convention",
  fn() {
    const conventions: Partial<Conventions>[] = [
      {},
      { empty: "zero", bounds: "exclusive", case: "insensitive", rounding: "down" },
      { empty: "minusOne", rounding: "nearest" },
    ];
    const tasks = conventions.flatMap((chosen) => [
      ...tinyTasks({ split: "test", limit: 300, conventions: chosen }),
      ...tinyTasks({ split: "train", limit: 1200, seed: 5, conventions: chosen }),
    ]);
    assert.deepEqual(failures(tasks), []);
  },
});

Deno.test("the same options give the same tasks, another seed gives others", () => {
  const ids = (seed: number) => tinyTasks({ limit: 30, seed }).map(({ id }) => id);
  assert.deepEqual(ids(1), ids(1));
  assert.notDeepEqual(ids(1), ids(2));
});

Deno.test("no composition is in two splits", () => {
  const keys = (split: "train" | "validation" | "test") =>
    new Set([...generateTinyTasks({ split, limit: 400 })].map(keyOf));
  const [train, validation, test] = [keys("train"), keys("validation"), keys("test")];
  assert.equal(train.intersection(test).size, 0);
  assert.equal(train.intersection(validation).size, 0);
  assert.equal(validation.intersection(test).size, 0);
});

Deno.test("steps choose how long the compositions are, in equal shares", () => {
  const counts = [...generateTinyTasks({ limit: 100, steps: [2, 4] })].map(stepsOf);
  assert.equal(counts.filter((steps) => steps === 2).length, 50);
  assert.equal(counts.filter((steps) => steps === 4).length, 50);
});

Deno.test("held-out phrasings share no sentence opening with training ones", () => {
  const openings = (phrasing: "training" | "heldOut") =>
    new Set([...generateTinyTasks({ limit: 300, phrasing })].map(({ text }) => text.split(" ")[0]));
  assert.equal(openings("training").intersection(openings("heldOut")).size, 0);
});

Deno.test("a convention changes the hidden tests and not the words of the prompt", () => {
  const [plain, exclusive] = [{}, { bounds: "exclusive" as const }].map((conventions) =>
    new Map(
      [...generateTinyTasks({ limit: 400, steps: [1, 2], conventions })]
        .map(({ text, task }) => [text, JSON.stringify(task.hidden)]),
    )
  );
  const shared = [...plain.keys()].filter((text) => exclusive.has(text));
  const changed = shared.filter((text) => plain.get(text) !== exclusive.get(text));
  assert(changed.some((text) => text.includes("1 ")), `${changed.length} of ${shared.length}`);
});

Deno.test("a task has two visible tests, at least three hidden ones, and a valid schema", () => {
  for (const task of tinyTasks({ limit: 100, seed: 9 })) {
    Task.parse(task);
    assert(task.visible?.kind === "asserts" && task.visible.asserts.length === 2);
    assert(task.hidden.kind === "asserts" && task.hidden.asserts.length >= 6, task.id);
    assert(task.prompt.complete?.includes(">>> f("));
  }
});

Deno.test("a number of steps outside 1 to 4 is refused with its value", () => {
  assert.throws(() => tinyTasks({ steps: 5 }), /steps must be 1 to 4: 5/);
});
