import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteFile } from "hyparquet-writer";
import { loadTasks, streamTasks } from "../loadTasks.ts";
import { normalFunction } from "./normalFunction.ts";
import { readResearch } from "./readResearch.ts";
import { repositoryOf } from "./repositoryOf.ts";
import { ResearchRow } from "./researchRow.ts";
import { researchTask } from "./researchTask.ts";
import { splitResearch } from "./splitResearch.ts";
import { withoutFunction } from "./withoutFunction.ts";

/** Rows of `repos` repositories; every tenth copies a function of another repository. */
const made = (count: number, repos = 50) =>
  Array.from({ length: count }, (_, i) => {
    const of = i % 10 === 9 ? i - 1 : i;
    const code = `def f${of}(x):\n    return x + ${of}\n`;
    return {
      prompt: `Write f${of}.`,
      function: i % 10 === 9 ? code.replace("\n", "  # copied\n\n") : code,
      full_code: `import math\n\n\n${code}\n\nE = math.e\n`,
      function_name: `f${of}`,
      repo: i % 25 === 24 ? `https://github.com/Own/R${i % repos}.git` : `own/r${i % repos}`,
      file_length: i,
      extension_type: ".py",
    };
  });

const rowsOf = (values: object[]) => values.map((value) => ResearchRow.parse(value));
const folder = mkdtempSync(join(tmpdir(), "research-"));

function parquet(name: string, rows: ReturnType<typeof made>, rowGroupSize: number) {
  const path = join(folder, name);
  const columnData = (Object.keys(rows[0]) as (keyof typeof rows[0])[]).map((name) => ({
    name,
    data: rows.map((row) => name === "file_length" ? BigInt(row[name]) : row[name]),
  }));
  parquetWriteFile({ filename: path, columnData, rowGroupSize });
  return path;
}

Deno.test("Parquet, a folder of shards and JSON lines give the same rows", async () => {
  const rows = made(250);
  const whole = parquet("whole.parquet", rows, 40);
  const shards = mkdtempSync(join(folder, "shards-"));
  for (const [i, from] of [0, 100, 200].entries()) {
    const name = join(shards, `train-0000${i}-of-00003.parquet`);
    parquet(name.slice(folder.length + 1), rows.slice(from, from + 100), 30);
  }
  const lines = join(folder, "rows.jsonl");
  writeFileSync(lines, rows.map((row) => JSON.stringify(row) + "\n").join(""));
  const expected = rowsOf(rows);
  for (const path of [whole, shards, lines]) {
    assert.deepEqual(await Array.fromAsync(readResearch(path)), expected, path);
  }
  const [first] = await Array.fromAsync(readResearch(whole, { context: false }));
  assert.equal(first.full_code, undefined);
  assert.equal((await loadTasks(whole, { limit: 3 }))[2].id, "ArXivDL/2");
  for await (const task of streamTasks(whole, { limit: 1 })) {
    assert.equal(task.metadata.file_length, 0);
  }
});

Deno.test("readResearch names a torn file, a malformed row and a folder without rows", async () => {
  const torn = join(folder, "torn.parquet"), bad = join(folder, "bad.jsonl");
  writeFileSync(torn, "PAR1 and nothing");
  writeFileSync(bad, '{"prompt":"p","function":"f"}\n{"prompt":"p"}\n');
  const read = (path: string) => Array.fromAsync(readResearch(path));
  await assert.rejects(read(torn), { name: "TaskSetError", message: /^torn\.parquet: / });
  await assert.rejects(read(bad), { name: "TaskSetError", message: /^bad\.jsonl:2: function: / });
  await assert.rejects(read(mkdtempSync(join(folder, "empty-"))), /without \.parquet or \.jsonl/);
  await assert.rejects(read(join(folder, "none.jsonl")), /^TaskSetError: no file /);
});

Deno.test("no repository and no function is on both sides; a random split has most of them on both", async () => {
  const rows = rowsOf(made(2000, 47));
  const { train, test, repositories, leak } = await splitResearch(rows, {
    train: 2000,
    test: 2000,
  });
  const repos = (side: typeof train) => new Set(side.map(({ repo }) => repositoryOf(repo)));
  const codes = (side: typeof train) => new Set(side.map((row) => normalFunction(row.function)));
  assert.deepEqual([...repos(train)].filter((repo) => repos(test).has(repo)), []);
  const tested = codes(test);
  assert.deepEqual([...codes(train)].filter((code) => tested.has(code)), []);
  assert.equal(repositories.train + repositories.test, 47);
  assert.equal(repos(train).size, repositories.train);
  assert.equal(leak.byRepository.sharedRepository, 0);
  assert.equal(leak.byRepository.sharedFunction, 0);
  assert.equal(leak.random.train + leak.random.test, 2000);
  assert.equal(leak.random.sharedRepository, leak.random.test);
  // Of test rows a fifth has a copy, which is for training in 80 % of cases.
  const share = leak.random.sharedFunction / leak.random.test;
  assert(share > 0.1 && share < 0.22, String(share));
});

Deno.test("the funnel counts what every filter took, and nothing twice", async () => {
  const [long, nameless, blank, twice] = rowsOf([
    { ...made(1)[0], function: `def long():\n    ${"x = 1\n    ".repeat(120)}` },
    { ...made(1)[0], repo: "  " },
    { ...made(1)[0], prompt: " " },
    { ...made(1)[0], function: "\r\ndef f0(x):\r\n\r\n    return x + 0   # the same\r\n" },
  ]);
  const rows = [...rowsOf(made(100)), long, nameless, blank, twice];
  const { funnel, train, test } = await splitResearch(rows, { train: 20, test: 5, seed: 1 });
  const took = Object.fromEntries(funnel.map(({ step, dropped }) => [step, dropped]));
  assert.equal(took["has an instruction and a function"], 1);
  assert.equal(took["function of at most 1000 characters"], 1);
  assert.equal(took["its repository is known"], 1);
  assert.equal(took["no copy of an earlier function"], 11);
  const kept = Object.fromEntries(funnel.map(({ step, kept }) => [step, kept]));
  assert.equal(kept["no copy of an earlier function"], 90);
  assert.equal(kept["training side, by repository"] + kept["test side, by repository"], 90);
  assert.deepEqual([train.length, test.length], [20, 5]);
  assert.deepEqual([kept["sampled for training"], kept["sampled for testing"]], [20, 5]);
});

Deno.test("a smaller sample begins a larger one, and the order of the rows does not matter", async () => {
  const rows = rowsOf(made(1000).filter((_, i) => i % 10 !== 9));
  const large = await splitResearch(rows, { train: 400, test: 50 });
  const small = await splitResearch([...rows].reverse(), { train: 100, test: 50 });
  assert.deepEqual(small.train, large.train.slice(0, 100));
  assert.deepEqual(small.test, large.test);
  const other = await splitResearch(rows, { train: 100, test: 50, seed: 7 });
  assert.notDeepEqual(other.train, small.train);
});

Deno.test("an augmented row is one whose file can be shown without its function", async () => {
  const own = made(1)[0];
  const odd = rowsOf([
    { ...own, full_code: own.full_code.replace("return x", "return  x") }, // not as it stands
    {
      ...own,
      full_code: `${own.full_code}\nclass A:\n    def f0(x):\n        return x + 0 # again\n`,
    },
    { ...own, full_code: undefined },
    { ...own, file_length: 5001 },
  ]);
  const rows = [...odd, ...rowsOf(made(300, 47).filter((_, i) => i % 10 !== 9))];
  const { train, test, funnel } = await splitResearch(rows, { augmented: true, longestFile: 5000 });
  const took = Object.fromEntries(funnel.map(({ step, dropped }) => [step, dropped]));
  assert.equal(took["file of at most 5000 characters"], 1);
  assert.equal(took["its file can be shown without it"], 3);
  for (const row of [...train, ...test]) {
    const context = withoutFunction(row)!;
    assert(!context.includes(row.function_name!) && context.includes("math"));
    const task = researchTask(row, { id: "own/1", set: "own", augmented: true });
    assert.equal(task.prompt.instruct, `${row.prompt}\n\n### Input:\n${context.trim()}`);
  }
  assert.throws(
    () => researchTask(odd[0], { id: "own/1", set: "own", augmented: true }),
    /^RangeError: own\/1: its file cannot be shown without its function$/,
  );
});

Deno.test("a side that is known already is kept, and an empty side is an error", async () => {
  const rows = rowsOf(made(200, 10));
  const side = ({ repo }: { repo?: string }) =>
    repo === "own/r1" ? "test" : repo === "own/r2" ? undefined : "train";
  const { test, funnel } = await splitResearch(rows, { side });
  assert.deepEqual(new Set(test.map(({ repo }) => repo)), new Set(["own/r1"]));
  assert.equal(funnel.find(({ step }) => step === "on a side")!.dropped, 20);
  await assert.rejects(
    splitResearch(rows, { side: () => "train" }),
    /^RangeError: no row for the test side \(of 200 read\)$/,
  );
  await assert.rejects(
    splitResearch(rows, { testShare: 1 }),
    /'testShare' must be between 0 and 1/,
  );
  await assert.rejects(splitResearch(rows, { sizes: 1 } as object), /unknown option 'sizes'/);
});

Deno.test("repositories have one name, however they are written", () => {
  for (
    const text of [
      "Owner/Name",
      "https://github.com/owner/name",
      "http://www.github.com/Owner/Name.git/",
      "git@github.com:owner/name.git",
      "ssh://git@github.com/owner/name.git",
      " github.com/owner/name ",
    ]
  ) {
    assert.equal(repositoryOf(text), "owner/name", text);
  }
  assert.equal(repositoryOf(" "), undefined);
  assert.equal(repositoryOf(undefined), undefined);
});
