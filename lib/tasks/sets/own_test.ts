import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadTasks } from "../mod.ts";

/** Rows as a file of that name, loaded. */
async function loaded(name: string, rows: object[]) {
  const folder = mkdtempSync(join(tmpdir(), "own-"));
  try {
    writeFileSync(join(folder, name), JSON.stringify(rows));
    return await loadTasks(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const asserts = (...asserts: string[]) => ({ kind: "asserts" as const, asserts, setup: "" });

Deno.test("a set of one's own is read by the names that people give columns, and named like its file", async () => {
  const [one, two, three] = await loaded("mine.json", [
    {
      question: "Write double(x).",
      test: "assert double(2) == 4\nassert double(0) == 0\n",
      answer: "def double(x):\n    return 2 * x\n",
    },
    { id: 7, instruction: "Write inc(x).", tests: ["assert len([inc(1)]) == 1"] },
    {
      task_id: "own/3",
      prompt: 'def half(x):\n    """\n    >>> half(4)\n    2\n    """\n',
      tests: ["def check(candidate):\n    assert candidate(4) == 2"],
      solution: "    return x // 2\n",
    },
  ]);
  assert.deepEqual([one.id, one.set, one.entryPoint], ["mine/1", "mine", "double"]);
  assert.deepEqual(one.hidden, asserts("assert double(2) == 4", "assert double(0) == 0"));
  assert.deepEqual(one.prompt, { instruct: "Write double(x)." });
  assert.equal(one.canonical, "def double(x):\n    return 2 * x\n");
  assert.deepEqual([two.id, two.entryPoint, two.canonical], ["7", "inc", undefined]);
  assert.deepEqual([three.id, three.entryPoint, three.hidden.kind], ["own/3", "half", "check"]);
  assert.match(three.canonical!, /^def half[^]*return x/);
  assert.equal(three.visible?.kind, "asserts");
});

Deno.test("tests that need lines of their own stay one", async () => {
  const test = "items = [1, 2]\nassert total(items) == 3";
  const [one, two] = await loaded("mine.json", [
    { text: "Write total(items).", test },
    {
      text: "Write total(items).",
      test: "import unittest\nclass TestCases(unittest.TestCase): pass",
    },
  ]);
  assert.deepEqual([one.hidden, one.entryPoint], [asserts(test), "total"]);
  assert.equal(two.hidden.kind, "unittest");
});

Deno.test("a set of one's own without a text or tests says what is missing, and where", async () => {
  const fails = (rows: object[], message: RegExp) =>
    assert.rejects(loaded("mine.json", rows), message);
  await fails(
    [{ question: "Write f." }],
    /^TaskSetError: mine.json\[0\]: no task format .*tests \(tests, test/,
  );
  await fails(
    [{ question: "a", test: "assert a()" }, { question: "b", test: "" }],
    /^TaskSetError: mine.json\[1\]: no tests$/,
  );
  await fails(
    [{ question: "a", tests: [{ input: 1 }] }],
    /tests: must be Python, as a text or a list/,
  );
  await fails([{ question: ["a"], tests: ["assert a()"] }], /question: must be a text/);
});

Deno.test("a file that is no set's says which ones are", () => {
  const folder = mkdtempSync(join(tmpdir(), "own-"));
  const file = join(folder, "mine.csv");
  writeFileSync(file, "question,tests\n");
  return assert.rejects(loadTasks(file), /mine\.csv is no \.jsonl, .*: tasks are in those$/)
    .finally(() => rmSync(folder, { recursive: true }));
});
