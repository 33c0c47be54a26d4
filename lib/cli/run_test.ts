import assert from "node:assert/strict";
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fromMarkdown, type Notebook, writeNotebook } from "../notebook/mod.ts";

const script = new URL("run.ts", import.meta.url).pathname;
const config = new URL("../../deno.json", import.meta.url).pathname;

Deno.test("run names what differs, overwrites nothing unasked, and never what it reads", async () => {
  const folder = await Deno.makeTempDir();
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "--config", config, script, "own.ipynb", ...args],
      cwd: folder,
      env: { NO_COLOR: "1" },
    }).output();
    return { code, text: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
  };
  const made = () => readdirSync(join(folder, "results/runs")).sort();
  const printed = (name: string) =>
    readFileSync(join(folder, "results/runs", name), "utf8").includes("limit is 7");
  try {
    const notebook: Notebook = fromMarkdown(
      '```ts parameters\nlet limit = 3; // how many\nlet model = "x"; // which\n```\n\n```ts\nconsole.log(`limit is ${limit}`);\n```',
    );
    notebook.cells[0].metadata = { tags: ["parameters"] };
    const file = join(folder, "own.ipynb"), rows = join(folder, "rows.jsonl");
    await writeNotebook(file, notebook);
    writeFileSync(rows, "rows");
    symlinkSync(file, join(folder, "link.ipynb"));
    const source = readFileSync(file, "utf8");
    assert.equal((await run()).code, 0);
    const { code, text } = await run("--param", "limit=7");
    assert.equal(code, 0, text);
    assert.match(text, /wrote results\/runs\/own-limit=7\.ipynb/);
    assert.deepEqual(made(), ["own-limit=7.ipynb", "own.ipynb"]);
    assert.deepEqual([printed("own.ipynb"), printed("own-limit=7.ipynb")], [false, true]);
    await run("--param", "limit=7");
    assert.deepEqual(made(), ["own-limit=7-2.ipynb", "own-limit=7.ipynb", "own.ipynb"]);
    await run("--param", "limit=7", "--force");
    assert.equal(made().length, 3);
    for (const out of ["own.ipynb", "link.ipynb", "./results/../own.ipynb"]) {
      const refused = await run("--out", out);
      assert.match(refused.text, /the output \S+ is the input \S+/);
      assert.equal(refused.code, 2);
    }
    const recorded = await run("--param", "model=recorded:rows.jsonl", "--out", "rows.jsonl");
    assert.match(recorded.text, /the output rows\.jsonl is the input \S+rows\.jsonl/);
    assert.deepEqual([readFileSync(file, "utf8"), readFileSync(rows, "utf8")], [source, "rows"]);
    assert.equal((await run("--param", "limit")).code, 2);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
