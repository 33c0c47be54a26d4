/** The pages that people read: their links lead somewhere, their paths exist, and the first is short. */
import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const root = join(import.meta.dirname!, "..");
const pages = ["*.md", "lib/**/*.md", "data/**/*.md", "notebooks/*.ipynb"]
  .flatMap((pattern) => globSync(join(root, pattern)))
  .filter((file) => !/\/(?:dist|node_modules|cache)\//.test(file));

/** Markdown of a page, without what is in fences. */
function markdownOf(file: string): string {
  const text = readFileSync(file, "utf8");
  const markdown = file.endsWith(".ipynb")
    ? JSON.parse(text).cells
      .filter((cell: { cell_type: string }) => cell.cell_type === "markdown")
      .map(({ source }: { source: string | string[] }) => [source].flat().join(""))
      .join("\n\n")
    : text;
  return markdown.replace(/^```[^]*?^```/gm, "");
}

/** The anchors of a page, as GitHub makes them of headings. */
const anchorsOf = (file: string) =>
  [...markdownOf(file).matchAll(/^#+ +(.*)$/gm)].map(([, heading]) =>
    heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replace(/\s/g, "-")
  );

for (const file of pages) {
  const name = relative(root, file);

  Deno.test(`${name}: every link of the project leads somewhere`, () => {
    const markdown = markdownOf(file).replace(/`[^`\n]*`/g, "");
    for (const [link, target] of markdown.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path, anchor] = target.split("#");
      const to = path ? join(dirname(file), decodeURIComponent(path)) : file;
      assert(existsSync(to), `${name}: ${link}`);
      if (anchor && to.endsWith(".md")) {
        assert(anchorsOf(to).includes(anchor), `${name}: ${link}`);
      }
    }
  });

  Deno.test(`${name}: every path of the project that it names exists`, () => {
    const named = markdownOf(file).matchAll(
      /`((?:lib|data|notebooks|results\/reference)\/[^`\s]+)`/g,
    );
    for (const [, path] of named) {
      if (/[A-Z]{4,}|[…<]|^data\/cache|^lib\/dist/.test(path)) continue; // a placeholder, or made by a run
      const found = globSync(join(root, path.replace(/[.,]$/, "")));
      assert(found.length > 0, `${name}: \`${path}\``);
    }
  });
}

Deno.test("the README is read to its end: under 250 lines", () => {
  const lines = readFileSync(join(root, "README.md"), "utf8").split("\n").length;
  assert(lines < 250, `${lines} lines`);
});

Deno.test("the README's first notebook runs: its tables and its chart", async () => {
  const [, code] = /^```ts\n([^]*?)^```/m.exec(readFileSync(join(root, "README.md"), "utf8"))!;
  const folder = await Deno.makeTempDir();
  try {
    const file = join(root, "lib", `.readme-${crypto.randomUUID()}.ts`); // where the import map holds
    writeFileSync(file, code);
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", file],
      env: {
        NO_COLOR: "1",
        TRACELAB_RUNS: join(folder, "runs"),
        TRACELAB_STORE: join(folder, "store"),
      },
    }).output().finally(() => rmSync(file));
    const text = new TextDecoder().decode(stdout);
    assert(success, new TextDecoder().decode(stderr));
    for (const part of [/^tiny-student .*20/m, /pass ratio|pass@1/, /\[chart: /, /^tiny /m]) {
      assert.match(text, part);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

Deno.test("CONTRIBUTING.md is two screens", () => {
  const lines = readFileSync(join(root, "CONTRIBUTING.md"), "utf8").split("\n").length;
  assert(lines < 110, `${lines} lines`);
});

Deno.test("the README's figures of a real model are the committed ones", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const rows = [...readme.matchAll(/^\| \[[\w-]+\]\((results\/\S+\.json)\)(.*)\|$/gm)];
  assert(rows.length >= 5);
  for (const [row, file, cells] of rows) {
    const { arms: [{ tasks, solved }], published } = JSON.parse(
      readFileSync(join(root, file), "utf8"),
    );
    const percent = (share: number) => (100 * share).toFixed(1);
    const expected = [
      String(tasks),
      `${percent(solved.value)} % [${percent(solved.low)}, ${percent(solved.high)}]`,
      published ? `${percent(published.value)} %` : "",
    ];
    assert.deepEqual(cells.split("|").slice(2, 5).map((cell) => cell.trim()), expected, row);
  }
});
