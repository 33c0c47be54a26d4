/** tslab beside a package that is built while it runs; and a kernel that can no longer execute. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { needs } from "../testing/needs.ts";
import { describeFailure } from "./describeFailure.ts";
import { fromMarkdown } from "./fromMarkdown.ts";
import { type KernelSpec, kernelSpec } from "./kernelSpec.ts";
import { type CodeCell, joined, writeNotebook } from "./nbformat.ts";
import { runNotebook } from "./runNotebook.ts";

const root = join(import.meta.dirname!, "../..");
const tslab = () => realpathSync(createRequire(import.meta.url).resolve("tslab/bin/tslab"));

/** tslab as it comes, after a script of one's own. */
function bare(preload?: string): KernelSpec {
  const spec = kernelSpec("tslab");
  const [node, , ...rest] = spec.command;
  return { ...spec, command: [node, ...preload ? ["--require", preload] : [], tslab(), ...rest] };
}

/** Runs cells beside a package `own`, in a folder that is removed. */
async function run(
  cells: (folder: string) => string[],
  kernel: (folder: string) => KernelSpec,
): Promise<{ failure?: string; printed: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), "tracelab-tslab-"));
  try {
    const own = join(folder, "node_modules/own"), file = join(folder, "in.ipynb");
    mkdirSync(own, { recursive: true });
    symlinkSync(join(root, "node_modules/@types"), join(folder, "node_modules/@types"));
    writeFileSync(join(own, "package.json"), '{"name":"own","main":"./a.js","types":"./a.d.ts"}');
    writeFileSync(join(own, "a.js"), 'exports.value = 1; exports.more = require("./b").more;');
    writeFileSync(join(own, "b.js"), "exports.more = 2;");
    writeFileSync(join(own, "a.d.ts"), 'export const value: number; export * from "./b";');
    writeFileSync(join(own, "b.d.ts"), "export const more: number;");
    const fences = cells(own).map((cell) => "```ts\n" + cell + "\n```\n");
    await writeNotebook(file, fromMarkdown(fences.join("\n")));
    for await (
      const event of runNotebook(file, { out: join(folder, "out.ipynb"), kernel: kernel(folder) })
    ) {
      if (event.type !== "end") continue;
      const { failure, notebook } = event;
      const printed = notebook.cells.map((cell) =>
        (cell as CodeCell).outputs.map((output) =>
          output.output_type === "stream" && output.name === "stdout" ? joined(output.text) : ""
        ).join("")
      );
      return { failure: failure && describeFailure(failure), printed };
    }
    throw new Error("no end");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes the package again, and files where tslab's compiler looked for one: as a build does. */
const rebuilt = (own: string) => [
  'import { value, more } from "own"; console.log(value + more);',
  `import { writeFileSync, readFileSync } from "fs";
const folder = ${JSON.stringify(own)};
for (const file of ["/b.ts", "/a.ts", ".ts", "/b.tsx"]) writeFileSync(folder + file, "export {}");
for (const file of ["/package.json", "/a.d.ts", "/b.d.ts"]) {
  writeFileSync(folder + file, readFileSync(folder + file, "utf8") + "\\n");
}
await new Promise((resolve) => setTimeout(resolve, 2500));`,
  "console.log(value + 1);",
  "console.log(more + 1);",
];

Deno.test({
  ...needs("node"),
  name: "tslab executes on when a package it has loaded is built anew, and keeps what it loaded",
  fn: async () => {
    const { failure, printed } = await run(rebuilt, () => kernelSpec("tslab"));
    assert.equal(failure, undefined);
    assert.deepEqual(printed, ["3\n", "", "2\n", "3\n"]);
  },
});

Deno.test({
  ...needs("node"),
  name: "tslab takes a variable of an earlier cell by its name alone, wherever an object has it",
  fn: async () => {
    const { failure, printed } = await run(() => [
      "let one = 1; const two = await Promise.resolve(2); const shown = (value: unknown) => value;",
      `import { value } from "own";
const shadowed = ((two: number) => ({ two }))(3), html = "{ two }";
console.log(JSON.stringify([{ one, two }, shown({ list: [{ two, }], value }), shadowed, html]));
({ one, three: one = 4 } = { one: 5 } as { one: number; three?: number });
console.log(one); // { one }`,
    ], () => kernelSpec("tslab"));
    assert.equal(failure, undefined);
    const [, text] = printed;
    assert.equal(
      text,
      '[{"one":1,"two":2},{"list":[{"two":2}],"value":1},{"two":3},"{ two }"]\n4\n',
    );
  },
});

Deno.test({
  ...needs("node"),
  name: "a kernel that answers but can no longer execute is told from a busy one",
  fn: async () => {
    const { failure } = await run(rebuilt, () => bare());
    assert.match(
      failure!, // in the cell that comes next, or already in what is run after a cell
      /^cell [23] .*: the kernel answers but can no longer execute: unexpected error: Error: Unexpected pending rebuildTimer$/,
    );
  },
});

Deno.test({
  ...needs("node"),
  name: "a kernel that can execute nothing from its start is started anew, once",
  fn: async () => {
    for (
      const [times, failure, printed] of [
        [1, undefined, ["1\n", "2\n"]],
        [
          2,
          "cell 1 (cell-1): the kernel answers but can no longer execute: unexpected error: Error: odd",
          ["", ""],
        ],
      ] as const
    ) {
      const found = await run(() => ["console.log(1)", "console.log(2)"], (folder) => {
        const preload = join(folder, "broken.cjs"), marks = join(folder, "starts");
        const converter = join(dirname(tslab()), "../dist/converter.js");
        writeFileSync(marks, "");
        writeFileSync(
          preload,
          `const fs = require("node:fs");
fs.appendFileSync(${JSON.stringify(marks)}, "x");
if (fs.readFileSync(${JSON.stringify(marks)}, "utf8").length <= ${times}) {
  const converter = require(${JSON.stringify(converter)}), make = converter.createConverter;
  converter.createConverter = (options) =>
    Object.assign(make(options), { convert() { throw new Error("odd"); } });
}`,
        );
        return bare(preload);
      });
      assert.deepEqual(found, { failure, printed });
    }
  },
});
