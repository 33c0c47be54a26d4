import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteFile } from "hyparquet-writer";
import { loadTasks, streamTasks } from "../loadTasks.ts";
import { dedented } from "./dedented.ts";
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
  await assert.rejects(read(mkdtempSync(join(folder, "empty-"))), /without \.parquet, \.jsonl/);
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

const f = "def f(x):\n    return x";
const within = (code: string, full_code: string) => withoutFunction({ function: code, full_code });

Deno.test("a function is taken out where it stands whole, line by line, and nothing else is cut", () => {
  assert.equal(within(f, `import a\n\n${f}\n\nE = 1\n`), "import a\n\nE = 1\n");
  assert.equal(within(f, `import a\r\n\r\n${f}\r\n`), "import a\n");
  assert.equal(within(f, `${f}  # said\n    # more\n\nE = 1`), "E = 1\n");
  const others = [
    `${f} * 2\n`,
    `async ${f}\n`,
    `${f}\n    print(x)\n`,
    f.replace("return x", "return  x"),
    f.replace("f(x)", "f_2(x)"),
  ];
  for (const other of others) assert.equal(within(f, `import a\n\n${other}`), undefined, other);
  assert.equal(within("def f(x):\n    return g", "def f(x):\n    return gamma(x)\n"), undefined);
  const net = "class Net:\n    pass\n";
  const above = '@torch.no_grad()\n@cached(\n    size=2,\n    key="a)",\n)\n# why\n';
  assert.equal(within(f, `import torch\n\n${above}${f}\n\n${net}`), `import torch\n\n${net}`);
  assert.equal(within(f, `@a\ndef g():\n    return 1\n${f}\n`), "@a\ndef g():\n    return 1\n");
  const method = "    @property\n    def f(self):\n        return '''\nabc\n  '''\n";
  const rest = "    def g(self):\n        return 2\n";
  for (const code of [method, method.trim(), method.replace("    @property\n", "")]) {
    assert.equal(within(code, `class A:\n${method}\n${rest}`), `class A:\n\n${rest}`);
  }
  const js = "function f(x) {\n  return x;\n}";
  assert.equal(within(js, `let a;\n${js}\nlet b;\n`), "let a;\nlet b;\n");
  assert.equal(within(js, `let a;\n${js}\n// ${js.replaceAll("\n", "\n// ")}`), undefined);
});

Deno.test("a file that still shows the answer is none: a copy otherwise written, or commented out", () => {
  const copies = [
    'def f(x):\n    """Doc."""\n    return x',
    "def f(x: int) -> int:\n    return x",
    "def f(x: 'a' = 2, ) -> Dict[str, int]:\n    return x",
    "def f( x ):\n  return  x",
    "def f(x): return x",
    "def f(\n    x,\n):\n    return x;",
    "async def f(x):\n    return x",
    "def f(x):  # hm\n    # yes\n    return x",
    "def g(x):\n    return x",
    "class A:\n    def f(x):\n        return x",
    "def h():\n    def f(x):\n        return x\n    return f",
    "# def f(x):\n#     return x",
    "#def f(x):\n#    return x",
    "## # def f(x: int):\n## #     return x",
    "class A:\n    # def f(x):\n    #     return x\n    y = 1",
    "'''\n  def f(x):\n      return x\n'''",
    '"""Doc.\n\n    >>> def f(x):\n    ...     return x\n"""',
  ];
  for (const copy of copies) {
    assert.equal(within(f, `import a\n\n${f}\n\n${copy}\n\nE = 1\n`), undefined, copy);
  }
  for (const other of ["def f(x):\n    return x + 1", "def f(y):\n    return y", "# def f(x):"]) {
    assert.equal(within(f, `${f}\n\n${other}\n`), `${other}\n`);
  }
  const hinted = "def f(x: int = 1):\n    y: int = x\n    return y";
  assert.equal(within(hinted, `${hinted}\n\ndef f(x=1):\n    y = x\n    return y\n`), undefined);
});

Deno.test("files and functions of any length are read", () => {
  const long = `${"x = 1\n".repeat(100_000)}${f}\n${'y = "a"\n'.repeat(100_000)}`;
  assert.equal(within(f, long)!.length, long.length - f.length - 1);
  const code = `def f():\n${"    x = 1\n".repeat(200_000)}`;
  assert.equal(normalFunction(code).split("\n").length, 200_001);
  assert.equal(normalFunction(`x = "${"\\n".repeat(5_000_000)}"  # a`).length, 10_000_006);
});

Deno.test("a function that stands alone loses the indentation of its place", () => {
  assert.equal(dedented("\n\tdef f(x):\r\n\t\treturn x\n"), "def f(x):\n\treturn x\n");
  assert.equal(
    dedented("    def f(self):\n        '''a\n        b'''\n        return '''\nc\n        d'''"),
    "def f(self):\n    '''a\n    b'''\n    return '''\nc\n        d'''",
  );
  assert.equal(dedented("@a\n    async def f():\n        pass"), "@a\nasync def f():\n    pass");
  assert.equal(dedented(f), f);
  assert.equal(dedented(""), "");
});

Deno.test("a method that was cut out of its class is a copy of the function", () => {
  const plain = "@a\ndef f(x):\n    if x:\n        return 1";
  for (
    const other of [
      "    @a\n    def f(x):\n        if x:\n            return 1",
      "@a\n    def f(x):\n        if x:\n            return 1",
      "@a\ndef f(x):\n  if x:\n      return 1",
    ]
  ) assert.equal(normalFunction(other), plain);
  assert.notEqual(
    normalFunction("def f(x):\n    if x:\n        y()\n    z()"),
    normalFunction("def f(x):\n    if x:\n        y()\n        z()"),
  );
  assert.notEqual(
    normalFunction('def f(d):\n    return f"{d["#a"]}"'),
    normalFunction('def f(d):\n    return f"{d["#b"]}"'),
  );
});

Deno.test("white space in a string is a part of the function, in a docstring it is none", () => {
  const body = (text: string) => `def f(x):\n    y = ${text}\n    return y\n`;
  for (
    const [a, b] of [
      ["'''a\n\nb'''", "'''a\nb'''"],
      ["'''a  \nb'''", "'''a\nb'''"],
      ["'a\tb'", "'a    b'"],
      ["'''\n    a'''", "'''\n  a'''"],
    ]
  ) assert.notEqual(normalFunction(body(a)), normalFunction(body(b)));
  const text = (text: string) => `def f(x):\n    '''${text}'''\n    return x\n`;
  assert.equal(normalFunction(text("A.\n\n\tB.")), normalFunction(text("A.\n    B.")));
  const nul = "x = '\x000\x00'";
  assert.equal(normalFunction(nul), nul);
});

Deno.test("a row without instruction or function is dropped and counted, null or empty", async () => {
  const rows = made(60, 20).map((row, i) => ({
    ...row,
    prompt: i === 3 ? null : row.prompt,
    function: i === 4 ? null : i === 5 ? "" : row.function,
  }));
  const path = parquet("null.parquet", rows as ReturnType<typeof made>, 20);
  const { funnel } = await splitResearch(readResearch(path));
  assert.deepEqual(funnel[1], { step: "has an instruction and a function", kept: 57, dropped: 3 });
});

Deno.test("a file is decoded when its row is first asked for it", async () => {
  const rows = made(40, 20).map((row, i) => ({ ...row, full_code: `${row.full_code}# é ${i}` }));
  const path = parquet("lazy.parquet", rows, 20);
  const read = await Array.fromAsync(readResearch(path));
  const getter = () => Object.getOwnPropertyDescriptor(read[7], "full_code")!.get;
  assert(getter());
  assert.equal(read[7].full_code, rows[7].full_code);
  assert(!getter());
  assert.equal({ ...read[8] }.full_code, rows[8].full_code);
});

Deno.test("a side that is known already is kept, and an empty side is an error", async () => {
  const rows = rowsOf(made(200, 10));
  const side = ({ repo }: { repo?: string }) =>
    repo === "own/r1" ? "test" : repo === "own/r2" ? undefined : "train";
  const { test, funnel } = await splitResearch(rows, { side });
  assert.deepEqual(new Set(test.map(({ repo }) => repo)), new Set(["own/r1"]));
  assert.equal(funnel.find(({ step }) => step === "on a side")!.dropped, 20);
  // A row without a side is nobody's copy.
  const twice = [...rows.map((row) => ({ ...row, repo: "own/r2" })), ...rows];
  assert.deepEqual((await splitResearch(twice, { side })).test, test);
  await assert.rejects(
    splitResearch(rows, { side: () => "train" }),
    /^RangeError: no row for the test side: the repositories of all 180 rows that are left \(of 200\) are on/,
  );
  const nameless = rows.map((row) => ({ ...row, repo: undefined }));
  await assert.rejects(splitResearch(nameless), {
    message: 'no row for the train side: of 200 rows 200 fell out at "its repository is known"',
  });
  await assert.rejects(splitResearch([]), {
    message: "no row for the train side: there are no rows",
  });
  for (const longestFunction of [NaN, -1, 0]) {
    await assert.rejects(splitResearch(rows, { longestFunction }), {
      message: `'longestFunction' must be a positive integer: ${longestFunction}`,
    });
  }
  await assert.rejects(splitResearch(rows, { longestFile: 9 }), {
    message: "'longestFile' is of augmented rows: give augmented: true, or leave it out",
  });
  await assert.rejects(
    splitResearch(rows, { testShare: 1 }),
    /'testShare' must be between 0 and 1/,
  );
  for (const seed of [NaN, 1.5]) {
    await assert.rejects(splitResearch(rows, { seed }), {
      message: `'seed' must be an integer: ${seed}`,
    });
  }
  const wrong = { side: () => "tset" as "test" };
  await assert.rejects(splitResearch(rows, wrong), {
    message: /^'side' must give train, test or nothing: tset of own/,
  });
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
      "https://github.com/Owner/Name/tree/main",
      "https://github.com/owner/name/blob/master/a.py#L3",
      "https://github.com/owner/name#readme",
      "https://github.com/owner/name?tab=readme-ov-file",
      "https://github.com/owner/name.git#main",
      "git+https://github.com/owner/name.git@v1#egg=name",
      "git+ssh://git@github.com/owner/name",
      "ssh://git@github.com:22/Owner/Name",
      "git@github.com:22/owner/name",
      "https://user:word@github.com:443/owner/name/",
      "//Owner/Name",
      "//github.com/owner/name",
      "owner//name/",
      "owner/name/tree/main",
      "github:Owner/Name",
      "raw.githubusercontent.com/Owner/Name/main/a.py",
      "https://codeload.github.com/owner/name/zip/main",
      "https://api.github.com/repos/owner/name/issues",
    ]
  ) {
    assert.equal(repositoryOf(text), "owner/name", text);
  }
  assert.equal(repositoryOf("own/\u00e9"), repositoryOf("own/e\u0301"));
  for (const text of ["git@gitlab.com:A/b.git", "https://gitlab.com/a/b/-/tree/main"]) {
    assert.equal(repositoryOf(text), "gitlab.com/a/b", text);
  }
  for (const name of ["networkx", "scikit.learn", "own/name.js", "tiny/xs|a+b|c", "own/tree"]) {
    assert.equal(repositoryOf(name), name);
  }
  assert.equal(repositoryOf("https://github.com/"), undefined);
  assert.equal(repositoryOf(" "), undefined);
  assert.equal(repositoryOf(undefined), undefined);
});
