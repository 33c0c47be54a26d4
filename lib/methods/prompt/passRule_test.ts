import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sandbox } from "../../sandbox/mod.ts";
import { loadTasks } from "../../tasks/mod.ts";
import { decide, passRule, testsOf } from "./passRule.ts";

const row = {
  task_id: 602,
  prompt: "Write a function to give the larger of two numbers.",
  code: "def larger(a, b):\n    return a if a > b else b",
  test: ["assert larger(1, 2) == 2", "assert larger(5, 3) == 5"],
  plus_test: ["assert larger(-1, -2) == -1"],
};
const programs = {
  neither: "def larger(a, b):\n    return 0\n",
  base: "def larger(a, b):\n    return max(a, b, 0)\n",
  plus: "def larger(a, b):\n    return -1\n",
  both: row.code,
};

/** By base_test, plus_test, require_both: the programs that pass. */
const expected: Record<string, string[]> = {
  "": ["base", "both"],
  base: ["base", "both"],
  plus: ["plus", "both"],
  "base plus": ["base", "plus", "both"],
  require: ["both"],
  "base require": ["both"],
  "plus require": ["both"],
  "base plus require": ["both"],
};

Deno.test("base_test, plus_test and require_both pass the right programs in every combination", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "rows-")), "train.json");
  writeFileSync(file, JSON.stringify([row]));
  const [task] = await loadTasks(file);
  await using python = await sandbox({ lanes: 1 });
  for (const [flags, passing] of Object.entries(expected)) {
    const has = (name: string) => flags.split(" ").includes(name);
    const rule = passRule({
      baseTest: has("base"),
      plusTest: has("plus"),
      requireBoth: has("require"),
    });
    const passed: string[] = [];
    for (const [name, code] of Object.entries(programs)) {
      const verdicts = Object.fromEntries(
        await Promise.all(rule.groups.map(async (group) => [
          group,
          await python.judgeOne(task, code, { tests: testsOf(task, group) }),
        ])),
      );
      const { verdict, other } = decide(rule, verdicts);
      assert.equal(other !== undefined, rule.groups.length === 2);
      if (verdict.status === "passed") passed.push(name);
    }
    assert.deepEqual(passed, passing, flags);
  }
});

Deno.test("a task without plus tests is refused where they are asked for", async () => {
  const [task] = await loadTasks("starter", { limit: 1 });
  assert.throws(() => testsOf(task, "plus"), /^RangeError: .* has no plus tests/);
});

Deno.test("the plus inputs of EvalPlus's tasks are the plus tests", () => {
  const hidden = {
    kind: "inputs" as const,
    reference: "def f(x):\n    return x\n",
    base: "[[1]]",
    plus: "[[2]]",
    atol: 0,
    rtol: 0,
  };
  const task = { id: "t", set: "own", prompt: {}, hidden, libraries: [], metadata: {} };
  const inputs = (group: "base" | "plus") => {
    const test = testsOf(task, group);
    return test.kind === "inputs" && [test.base, test.plus];
  };
  assert.deepEqual(inputs("base"), ["[[1]]", undefined]);
  assert.deepEqual(inputs("plus"), ["[[2]]", undefined]);
});
