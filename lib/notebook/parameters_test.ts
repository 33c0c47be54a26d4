import assert from "node:assert/strict";
import { fromMarkdown } from "./fromMarkdown.ts";
import { joined } from "./nbformat.ts";
import { chosenParameters, injectParameters, parametersOf, presetsOf } from "./parameters.ts";

const notebook = fromMarkdown(`
\`\`\`ts parameters
let taskSet = "starter"; // the task set
let limit: number | undefined = 20; // tasks, undefined: all
let seeds = [1];
let form: "complete" | "instruct" = "complete";
\`\`\`

<!-- presets -->
| parameter | quick | full |
|---|---|---|
| \`limit\` | \`20\` | \`undefined\` |
| \`seeds\` | | \`[1, 2, 3]\` |

\`\`\`ts
limit;
\`\`\`
`);

Deno.test("parameters are read with their defaults, types and descriptions", () => {
  assert.deepEqual(parametersOf(notebook), [
    { name: "taskSet", default: "starter", type: "string", about: "the task set" },
    { name: "limit", default: 20, type: "number | undefined", about: "tasks, undefined: all" },
    { name: "seeds", default: [1], type: "number[]", about: "" },
    { name: "form", default: "complete", type: '"complete" | "instruct"', about: "" },
  ]);
});

Deno.test("a value may hold what else ends it, and a type any literal", () => {
  const lines: [string, unknown, string, string][] = [
    ['let s = "a; // b";', "a; // b", "string", ""],
    ['let s = "a; // b"; // c; // d', "a; // b", "string", "c; // d"],
    ['let s = "; // \\"; // x";  //no blank', '; // "; // x', "string", "no blank"],
    ['let s: "a=b;" | "c|d" = "c|d"; // which', "c|d", '"a=b;" | "c|d"', "which"],
    ["let s: 'x' | 'y' = \"y\";", "y", "'x' | 'y'", ""],
    [
      'let größe$: (number | string)[] = [1, "; //"]; // list',
      [1, "; //"],
      "(number | string)[]",
      "list",
    ],
    ["let o: number | undefined = undefined; // ;", undefined, "number | undefined", ";"],
  ];
  for (const [line, value, type, about] of lines) {
    const [found] = parametersOf(fromMarkdown("```ts parameters\n" + line + "\n```\n"));
    assert.deepEqual([found.default, found.type, found.about], [value, type, about], line);
  }
  const bad = fromMarkdown('```ts parameters\nlet s = "a" + "b"; // no\n```\n');
  assert.throws(() => parametersOf(bad), { message: 's: not a JSON value: "a" + "b"' });
});

Deno.test("a bar in a preset's value is written as Markdown has it", () => {
  const table =
    '<!-- presets -->\n| parameter | quick | full |\n|---|---|---|\n| `s` | `"a"` | `"x \\| y"` |\n';
  assert.deepEqual(presetsOf(fromMarkdown(table)), { quick: { s: "a" }, full: { s: "x | y" } });
});

Deno.test("presets are the columns of their table, empty cells are defaults", () => {
  assert.deepEqual(presetsOf(notebook), {
    quick: { limit: 20 },
    full: { limit: undefined, seeds: [1, 2, 3] },
  });
});

Deno.test("given values go over a preset's and are read by their parameter's type", () => {
  const values = { limit: "5", taskSet: "humaneval", seeds: "[7]", form: "instruct" };
  assert.deepEqual(chosenParameters(notebook, { preset: "full", values }), {
    limit: 5,
    seeds: [7],
    taskSet: "humaneval",
    form: "instruct",
  });
  assert.deepEqual(chosenParameters(notebook, { values: { limit: "undefined" } }), {
    limit: undefined,
  });
});

for (
  const [values, message] of [
    [{ limits: "5" }, "unknown parameter: limits (known: taskSet, limit, seeds, form)"],
    [{ limit: "many" }, 'limit = "many" is not number | undefined'],
    [{ form: "chat" }, 'form = "chat" is not "complete" | "instruct"'],
    [{ seeds: '["a"]' }, 'seeds = "[\\"a\\"]" is not number[]'],
    [{ limit: true }, "limit = true is not number | undefined"],
  ] as const
) {
  Deno.test(`a wrong value is refused: ${message}`, () => {
    assert.throws(() => chosenParameters(notebook, { values }), { message });
  });
}

Deno.test("an unknown preset is refused with the known ones", () => {
  assert.throws(() => chosenParameters(notebook, { preset: "huge" }), {
    message: "unknown preset: huge (known: quick, full)",
  });
  assert.throws(() => chosenParameters(notebook, { preset: "constructor" }), /unknown preset/);
});

Deno.test("values are put after the parameters cell, once", () => {
  const once = injectParameters(notebook, { limit: 5, taskSet: 'a"b' });
  const twice = injectParameters(once, { limit: undefined });
  assert.equal(joined(once.cells[1].source), 'limit = 5;\ntaskSet = "a\\"b";');
  assert.equal(joined(twice.cells[1].source), "limit = undefined;");
  assert.equal(twice.cells.length, notebook.cells.length + 1);
  assert.deepEqual(injectParameters(twice, {}), notebook);
});
