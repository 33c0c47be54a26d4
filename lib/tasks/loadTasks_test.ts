import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { needs } from "../testing/needs.ts";
import { loadTasks, streamTasks } from "./loadTasks.ts";
import type { TaskSetError } from "../base/taskSetError.ts";

/** Writes rows to a file of a temporary folder for the time of `work`. */
async function file(name: string, text: string, work: (path: string) => Promise<void>) {
  const dir = await Deno.makeTempDir();
  try {
    const path = join(dir, name);
    writeFileSync(path, name.endsWith(".gz") ? gzipSync(text) : text);
    await work(path);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

const mbppRow = (id: number) =>
  JSON.stringify({
    task_id: id,
    text: "Add one.",
    code: "import math\r\ndef helper(x):\r\n\treturn 1\r\ndef add(x):\r\n\treturn x + helper(x)",
    test_setup_code: "",
    test_list: ["assert add(1) == 2", "assert add(2) == 3"],
    challenge_test_list: [],
  });

Deno.test("loadTasks tells the format of a file by its columns, gzipped or not", async () => {
  await file("own.jsonl.gz", `${mbppRow(11)}\n\n${mbppRow(12)}\n`, async (path) => {
    const tasks = await loadTasks(path);
    assert.deepEqual(tasks.map((task) => [task.id, task.entryPoint]), [["MBPP/11", "add"], [
      "MBPP/12",
      "add",
    ]]);
    assert(!tasks[0].canonical!.includes("\r"));
  });
});

Deno.test("loadTasks reads the prompt-optimisation format from a .json array", async () => {
  const rows = [{
    task_id: 2,
    prompt: "Add.",
    code: "def add(a, b): return a + b",
    test: ["assert add(1, 2) == 3"],
  }];
  await file("train.json", JSON.stringify(rows), async (path) => {
    const [task] = await loadTasks(path);
    assert.equal(task.entryPoint, "add");
    assert.deepEqual(task.hidden, {
      kind: "asserts",
      asserts: ["assert add(1, 2) == 3"],
      setup: "",
    });
  });
});

Deno.test("loadTasks keeps ids that are names, and takes the function that the tests call", async () => {
  const own = { ...JSON.parse(mbppRow(1)), task_id: "own/first" };
  await file("own.jsonl", JSON.stringify(own), async (path) => {
    const [task] = await loadTasks(path);
    assert.deepEqual([task.id, task.metadata.split], ["own/first", undefined]);
    await assert.rejects(loadTasks(path, { split: "test" }), /a file has no split 'test'/);
  });
  const code = "def helper(): return 1\ndef größe(x): return helper() + x";
  const row = { task_id: 1, prompt: "Add.", code, test: ["assert größe(1) == 2"] };
  await file("own.json", JSON.stringify([row]), async (path) => {
    assert.equal((await loadTasks(path))[0].entryPoint, "größe");
  });
});

Deno.test("loadTasks keeps the numbers of EvalPlus inputs as they are written", async () => {
  const row = `{"task_id": "HumanEval/0", "prompt": "def f(x):\\n", "entry_point": "f",
    "canonical_solution": "    return x", "atol": 0, "base_input": [[1.0]], "plus_input": [[12345678901234567890, NaN]]}`
    .replaceAll("\n    ", " ");
  await file("plus.jsonl", row, async (path) => {
    const [{ hidden }] = await loadTasks(path);
    assert(hidden.kind === "inputs");
    assert.equal(hidden.base, "[[1.0]]");
    assert.equal(hidden.plus, "[[12345678901234567890, NaN]]");
  });
});

Deno.test("loadTasks writes back the tuples and sets of MBPP+", async () => {
  const row = (id: number, entry: string, base: string) =>
    `{"task_id": "Mbpp/${id}", "prompt": "p", "entry_point": "${entry}", "canonical_solution": "c", "assertion": "\\nassert f(1) == 2", "atol": 0, "base_input": ${base}, "plus_input": {}}`;
  const rows = [
    row(2, "similar_elements", "[[[3, 4.0], [5]]]"),
    row(63, "f", "[[[[1, 2], [3, 4]]]]"),
    row(252, "f", '[["3+4j"]]'),
    row(106, "f", "[[[1], [2]]]"),
    row(9, "f", "[[[1], [2]]]"),
  ];
  await file("MbppPlus.jsonl", rows.join("\n"), async (path) => {
    const base = (await loadTasks(path)).map(({ hidden }) =>
      hidden.kind === "inputs" && hidden.base
    );
    assert.deepEqual(base, [
      '[[{"t": [3, 4.0]}, {"t": [5]}]]',
      '[[[{"t": [1, 2]}, {"t": [3, 4]}]]]',
      '[[{"c": [3.0, 4.0]}]]',
      '[[[1], {"t": [2]}]]',
      "[[[1], [2]]]",
    ]);
    const [task] = await loadTasks(path, { ids: ["MBPP/2"] });
    assert(task.hidden.kind === "inputs" && task.hidden.oracle === "any_order");
    assert.deepEqual(task.visible, { kind: "asserts", asserts: ["assert f(1) == 2"], setup: "" });
  });
});

Deno.test("loadTasks reads both kinds of APPS tests and keeps a difficulty", async () => {
  const row = (id: number, difficulty: string, io: unknown) =>
    JSON.stringify({
      id,
      question: "Q",
      solutions: JSON.stringify(["print(1)"]),
      input_output: io === "" ? "" : JSON.stringify(io),
      difficulty,
      url: "u",
      starter_code: "",
    });
  const rows = [
    row(0, "interview", { inputs: ["1\n", ["2", "3"]], outputs: ["1\n", ["2"]] }),
    row(1, "introductory", { fn_name: "f", inputs: [[1, "a"]], outputs: [[true]] }),
    row(2, "introductory", ""),
  ];
  await file("apps.jsonl", rows.join("\n"), async (path) => {
    const [stdio, call] = await loadTasks(path);
    assert.deepEqual(stdio.hidden, {
      kind: "stdio",
      cases: [{ input: "1\n", output: "1\n" }, { input: "2\n3", output: "2" }],
    });
    assert.deepEqual(call.hidden, { kind: "call", inputs: '[[1,"a"]]', outputs: "[[true]]" });
    for (const { preamble } of [stdio, call]) assert.match(preamble!, /^from heapq import \*$/m);
    const easy = await loadTasks(path, { difficulty: "introductory" });
    assert.deepEqual(easy.map((task) => task.id), ["APPS/1"]);
  });
});

Deno.test("loadTasks reads LeetCodeDataset: an entry point that is an expression, imports as a rule", async () => {
  const row = {
    task_id: "add-two",
    question_id: 9,
    difficulty: "Easy",
    tags: ["Math"],
    problem_description: "Add.\n\nExample 1:\n\nInput: a = 1, b = [2]\nOutput: 3\n",
    starter_code: "class Solution:\n    def add(self, a: int, b: List[int]) -> int:\n        ",
    prompt: "from typing import *\nfrom sortedcontainers import SortedList\n",
    completion:
      "class Solution:\n    def add(self, a: int, b: List[int]) -> int:\n        return a + b[0]\n",
    entry_point: "Solution().add",
    test:
      "def check(candidate):\n    assert candidate(a = 5,b = [7]) == 12\n    assert candidate(a = 1,b = [2]) == 3\n",
    input_output: [{ input: "a = 5, b = [7]", output: "12" }, {
      input: "a = 1, b = [2]",
      output: "3",
    }],
  };
  await file("leetcode.jsonl", JSON.stringify(row), async (path) => {
    const [task] = await loadTasks(path, { difficulty: "easy" });
    assert.equal(task.entryPoint, "Solution().add");
    assert.equal(task.preamble, row.prompt);
    assert.equal(task.canonical, row.completion);
    assert.deepEqual(task.libraries, ["sortedcontainers"]);
    assert.match(task.prompt.instruct!, /^Add\.[^]*\n {4}def add\(self.*:\n$/);
    assert.deepEqual(task.visible, {
      kind: "check",
      code: "def check(candidate):\n    assert candidate(a = 1,b = [2]) == 3\n",
    });
  });
});

Deno.test("loadTasks takes any part: limit, ids as people write them, a seeded shuffle", async () => {
  const rows = Array.from({ length: 20 }, (_, i) => mbppRow(i + 1)).join("\n");
  await file("mbpp.jsonl", rows, async (path) => {
    const ids = async (options: Parameters<typeof loadTasks>[1]) =>
      (await loadTasks(path, options)).map((task) => task.id);
    assert.deepEqual(await ids({ limit: 2 }), ["MBPP/1", "MBPP/2"]);
    assert.deepEqual(await ids({ ids: ["Mbpp/11", "3"] }), ["MBPP/3", "MBPP/11"]);
    assert.deepEqual(await ids({ seed: 7, limit: 5 }), await ids({ seed: 7, limit: 5 }));
    assert.notDeepEqual(await ids({ seed: 7 }), await ids({ seed: 8 }));
    await assert.rejects(loadTasks(path, { ids: ["99"] }), /^TaskSetError: no task '99' in /);
    await assert.rejects(loadTasks(path, { ids: ["2", "99"], limit: 1 }), /no task '99' in /);
    assert.deepEqual(await ids({ ids: ["2", "5", "9"], limit: 2 }), ["MBPP/2", "MBPP/5"]);
    await assert.rejects(loadTasks(path, { seed: NaN }), /'seed' must be an integer: NaN/);
    await assert.rejects(
      loadTasks(path, { form: "complete" }),
      /MBPP\/1 of \S+ has no complete prompt/,
    );
    await assert.rejects(loadTasks(path, { limit: 0 }), /'limit' must be a positive integer: 0/);
  });
});

Deno.test("loadTasks names the set, split, file or line that is wrong, with exit code 2", async () => {
  const fails = (promise: Promise<unknown>, message: RegExp) =>
    assert.rejects(promise, (error: TaskSetError) => {
      assert.match(error.message, message);
      assert(!error.message.includes("\n"));
      return error.exitCode === 2;
    });
  await fails(
    loadTasks("humanevil"),
    /no task set or file 'humanevil': sets are starter, humaneval/,
  );
  await fails(loadTasks("mbpp:best"), /mbpp has no split 'best': it has test/);
  await file(
    "a.jsonl",
    `${mbppRow(1)}\n{"task_id": 2`,
    (path) => fails(loadTasks(path), /^a\.jsonl:2: /),
  );
  await file(
    "a.jsonl",
    `${mbppRow(1)}\n{"task_id": 2, "code": 3}`,
    (path) => fails(loadTasks(path), /^a\.jsonl:2: code: /),
  );
  await file(
    "a.jsonl",
    `${mbppRow(1)}\n${mbppRow(1)}`,
    (path) => fails(loadTasks(path), /^a\.jsonl:2: a second task 'MBPP\/1'$/),
  );
  await file(
    "a.jsonl",
    `{"id": NaN, "hidden": 1}`,
    (path) => fails(loadTasks(path), /^a\.jsonl:1: id: not JSON: NaN$/),
  );
  await file(
    "a.jsonl",
    JSON.stringify({ question: "", difficulty: "interview", input_output: "{inputs" }),
    (path) => fails(loadTasks(path), /^a\.jsonl:1: no key at 1$/),
  );
  const apps = (io: string, id?: number) =>
    JSON.stringify({ id, question: "", difficulty: "interview", input_output: io });
  await file(
    "a.jsonl",
    apps('{"inputs": ["1", "2"], "outputs": ["1"]}', 1),
    (path) => fails(loadTasks(path), /:1: 2 inputs and 1 outputs in 'input_output'$/),
  );
  await file(
    "a.jsonl",
    apps('{"inputs": ["1"], "outputs": ["1"]}'),
    (path) => fails(loadTasks(path), /:1: no field 'id' or 'problem_id'$/),
  );
  await file(
    "a.jsonl",
    `{"x": 1}`,
    (path) =>
      fails(loadTasks(path), /no task format has the columns x; a set of one's own needs a /),
  );
});

Deno.test({
  ...needs("data"),
  name: "loadTasks reads the published sets whole",
  fn: async () => {
    const counts: Record<string, number> = {};
    for (const name of ["humaneval", "humaneval+", "mbpp", "mbpp:test", "bigcodebench"]) {
      counts[name] = (await loadTasks(name)).length;
    }
    assert.deepEqual(counts, {
      humaneval: 164,
      "humaneval+": 164,
      mbpp: 974,
      "mbpp:test": 500,
      bigcodebench: 1140,
    });
  },
});

Deno.test("an option that a set does not have is refused, and not passed over", async () => {
  const refused = (name: string, options: object, message: RegExp) =>
    assert.rejects(loadTasks(name, options), message);
  await refused("starter", { limt: 3 }, /^RangeError: loadTasks of starter: unknown option 'limt'/);
  await refused("starter", { steps: [1] }, /unknown option 'steps' \(known: limit, /);
  await refused("tiny", { difficulty: "easy" }, /loadTasks of tiny: unknown option 'difficulty'/);
  await assert.rejects(
    Array.fromAsync(streamTasks("starter", { seed: 3 } as object)),
    /streamTasks of starter: unknown option 'seed'/,
  );
});
