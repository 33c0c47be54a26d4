import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { needs, venvPython } from "../testing/needs.ts";
import { describeFailure } from "./describeFailure.ts";
import { fromMarkdown } from "./fromMarkdown.ts";
import { joined, readNotebook, writeNotebook } from "./nbformat.ts";
import { type NotebookEvent, runNotebook, type RunNotebookOptions } from "./runNotebook.ts";

type End = Extract<NotebookEvent, { type: "end" }>;

/** Runs cells given as Markdown in a folder of their own. */
async function run(
  markdown: string,
  options: Partial<RunNotebookOptions> = {},
  check?: (file: string, end: End, events: string[]) => void | Promise<void>,
  notebook = fromMarkdown(markdown),
): Promise<End> {
  const folder = await mkdtemp(join(tmpdir(), "tracelab-test-"));
  try {
    const file = join(folder, "in.ipynb"), out = join(folder, "out.ipynb");
    await writeNotebook(file, notebook);
    const names: string[] = [];
    let end: End | undefined;
    for await (const event of runNotebook(file, { out, ...options })) {
      names.push(event.type);
      if (event.type === "end") end = event;
    }
    await check?.(out, end!, names);
    return end!;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const fences = (...cells: string[]) => cells.map((c) => "```ts\n" + c + "\n```\n").join("\n");

Deno.test("a notebook runs from top to bottom and its file holds every output", async () => {
  await run(
    fences("const a = 1;", "console.log('a', a);\nconsole.log('b')", "a + 1"),
    {},
    async (file, end, events) => {
      assert.equal(end.failure, undefined);
      assert.deepEqual(events, ["start", "cell", "done", "cell", "done", "cell", "done", "end"]);
      const { cells } = await readNotebook(file);
      assert.deepEqual(cells.map((cell) => cell.cell_type === "code" && cell.outputs), [
        [],
        [{ output_type: "stream", name: "stdout", text: ["a 1\n", "b\n"] }],
        [{
          output_type: "execute_result",
          execution_count: 3,
          data: { "text/plain": ["2"] },
          metadata: {},
        }],
      ]);
    },
  );
});

Deno.test("a run stops at the first error with the cell and its line", async () => {
  const { failure, notebook } = await run(
    fences("const a = 1;", "const b = 2;\nif (b > a) throw new RangeError('b');", "3"),
  );
  assert.equal(
    describeFailure(failure!),
    "cell 2 (cell-2): RangeError: b\n  line 2: if (b > a) throw new RangeError('b');",
  );
  const long = [
    "import {",
    "  join,",
    '} from "node:path";',
    "",
    "// what the compiler prints has other lines",
    "interface A {",
    "  b: number;",
    "}",
    "const f = ({ b }: A) =>",
    "  join(",
    '    "a",',
    "    `${b}`,",
    "  );",
    "",
    "f({ b: 1 });",
    'throw new Error("here");',
  ].join("\n");
  const { failure: other } = await run(fences(long));
  assert.equal(
    describeFailure(other!),
    'cell 1 (cell-1): Error: here\n  line 16: throw new Error("here");',
  );
  const last = notebook.cells[2];
  assert.equal(last.cell_type === "code" && last.execution_count, null);
});

Deno.test("a syntax error, a dead kernel and an endless cell are told apart", async () => {
  const kinds = [];
  for (const cell of ["let z = ;", "Deno.exit(4)", "while (true) {}"]) {
    const { failure, notebook } = await run(fences(cell), { timeoutMs: 500 });
    kinds.push(failure?.kind);
    const [ran] = notebook.cells;
    assert(ran.cell_type === "code" && ran.outputs.at(-1)?.output_type === "error", cell);
  }
  assert.deepEqual(kinds, ["error", "KernelDied", "KernelTimeout"]);
});

Deno.test("an aborted run leaves a valid notebook with what had run", async () => {
  const stop = new AbortController();
  const cells = fences("console.log('kept')", "await new Promise((r) => setTimeout(r, 60_000))");
  setTimeout(() => stop.abort(), 1500);
  await run(cells, { signal: stop.signal }, async (file, end) => {
    assert.equal(describeFailure(end.failure!), "cell 2 (cell-2): stopped");
    const [first] = (await readNotebook(file)).cells;
    assert(first.cell_type === "code" && first.outputs.length === 1);
  });
});

Deno.test("notebooks that run in parallel write nothing outside their folders", async () => {
  const parent = await mkdtemp(join(tmpdir(), "tracelab-test-"));
  const { TMPDIR } = process.env;
  try {
    process.env.TMPDIR = join(parent, "temporary");
    await mkdir(process.env.TMPDIR);
    const names = ["a", "b", "c"];
    await Promise.all(names.map(async (name) => {
      const file = join(parent, name, "in.ipynb"), out = join(parent, name, "out.ipynb");
      await mkdir(join(parent, name));
      const cell = `await Deno.writeTextFile("mine.txt", "${name}");`;
      await writeNotebook(file, fromMarkdown(fences(cell, cell.replace("mine", "more"))));
      for await (const event of runNotebook(file, { out })) {
        if (event.type === "end") assert.equal(event.failure, undefined);
      }
    }));
    const found = await readdir(parent, { recursive: true });
    const files = ["in.ipynb", "mine.txt", "more.txt", "out.ipynb"];
    const expected = names.flatMap((name) => [name, ...files.map((file) => `${name}/${file}`)]);
    assert.deepEqual(found.sort(), [...expected, "temporary"]);
    for (const name of names) {
      assert.equal(await readFile(join(parent, name, "mine.txt"), "utf8"), name);
    }
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    await rm(parent, { recursive: true });
  }
});

Deno.test("displays are updated and cleared, and colours are removed", async () => {
  const { notebook } = await run(fences(
    `await Deno.jupyter.broadcast("display_data", { data: { "text/plain": "one" }, metadata: {}, transient: { display_id: "d" } });`,
    `await Deno.jupyter.broadcast("update_display_data", { data: { "text/plain": "two" }, metadata: {}, transient: { display_id: "d" } });`,
    `console.log("\\x1b[31mred\\x1b[0m");`,
    `console.log("gone"); await Deno.jupyter.broadcast("clear_output", { wait: true }); console.log("there");`,
  ));
  const texts = notebook.cells.map((cell) =>
    cell.cell_type === "code" &&
    cell.outputs.map((output) =>
      "text" in output ? joined(output.text) : "data" in output ? output.data["text/plain"] : ""
    )
  );
  assert.deepEqual(texts, [[["two"]], [], ["red\n"], ["there\n"]]);
});

Deno.test("cells tagged skip-execution stay as they are, those tagged raises-exception may fail", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tracelab-test-"));
  try {
    const file = join(folder, "in.ipynb"), out = join(folder, "out.ipynb");
    const notebook = fromMarkdown(
      fences("let n = 1;", "n = 2; throw 1", "throw new Error('x' + n)", "console.log(n)"),
    );
    const [, skipped, raising] = notebook.cells;
    const kept = [{ output_type: "stream" as const, name: "stdout", text: ["kept\n"] }];
    assert(skipped.cell_type === "code");
    Object.assign(skipped, { metadata: { tags: ["skip-execution"] }, outputs: kept });
    raising.metadata = { tags: ["raises-exception"] };
    await writeNotebook(file, notebook);
    for await (const event of runNotebook(file, { out })) {
      if (event.type === "end") assert.equal(event.failure, undefined);
      if (event.type === "start") assert.equal(event.cells, 3);
    }
    const [, second, third, fourth] = (await readNotebook(out)).cells
      .map((cell) => cell.cell_type === "code" ? cell.outputs : []);
    assert.deepEqual(second, kept);
    assert.equal(third[0].output_type === "error" && third[0].evalue, "x1");
    assert.deepEqual(fourth, [{ output_type: "stream", name: "stdout", text: ["1\n"] }]);
  } finally {
    await rm(folder, { recursive: true });
  }
  // A kernel that ends is no exception that a cell may raise.
  const ending = fromMarkdown(fences("Deno.exit(1)"));
  ending.cells[0].metadata = { tags: ["raises-exception"] };
  const { failure } = await run("", {}, undefined, ending);
  assert.equal(failure?.kind, "KernelDied");
});

Deno.test("a cell that prints 40,000 lines loses none", async () => {
  const { notebook: { cells: [cell] }, failure } = await run(
    fences(`for (let i = 0; i < 40_000; i++) console.log("line " + i);`),
  );
  assert.equal(failure, undefined);
  assert(cell.cell_type === "code" && cell.outputs.length === 1 && "text" in cell.outputs[0]);
  const lines = Array.from({ length: 40_000 }, (_, i) => `line ${i}\n`);
  assert.deepEqual(cell.outputs[0].text, lines);
});

Deno.test({
  ...needs("jupyter"),
  name: "what is written is valid for Jupyter's own validator, also after an error",
  fn: async () => {
    const cells = "# Title\n\n" + fences("1", "console.log(1)", "throw new Error('x')");
    await run(cells, {}, (file) => {
      const code = "import nbformat, sys; nbformat.validate(nbformat.read(sys.argv[1], 4))";
      const { status, stderr } = spawnSync(venvPython, ["-W", "error", "-c", code, file]);
      assert.equal(status, 0, String(stderr));
    });
  },
});
