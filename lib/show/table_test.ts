import assert from "node:assert/strict";
import { $display } from "./displayable.ts";
import { frame } from "./frame.ts";
import { table, TABLE_TYPE, type TableOptions } from "./table.ts";

const shown = (rows: Record<string, unknown>[], options?: TableOptions) =>
  table(rows, options)[$display]() as Record<string, string>;
const text = (rows: Record<string, unknown>[], options?: TableOptions) =>
  shown(rows, options)["text/plain"];

Deno.test("numbers are aligned, intervals read value ± half, missing values stay empty", () => {
  const rows = [
    { arm: "base", rate: { value: 0.41, low: 0.38, high: 0.44 }, n: 100 },
    { arm: "adapt", rate: { value: 0.98, low: 0.9, high: 0.99 }, n: undefined },
  ];
  assert.equal(
    text(rows),
    [
      "arm                    rate    n",
      "base          0.410 ± 0.030  100",
      "adapt  0.980 [0.900, 0.990]",
    ].join("\n"),
  );
});

Deno.test("at most 50 rows are shown and the others counted", () => {
  const lines = text(Array.from({ length: 1000 }, (_, i) => ({ i }))).split("\n");
  assert.equal(lines.length, 52);
  assert.equal(lines.at(-1), "… 950 more");
});

Deno.test("a long text is cut and kept whole in its title, and nothing is markup", () => {
  const html = shown([{ code: "<b>" + "x".repeat(100) }])["text/html"];
  assert.match(html, /title="&lt;b&gt;x{100}">&lt;b&gt;x{76}…</);
});

Deno.test("a named table carries its rows without missing values", () => {
  const data = table([{ a: 1, b: NaN }], { name: "t", tolerance: { a: 0.1 } })[$display]();
  assert.deepEqual((data as Record<string, unknown>)[TABLE_TYPE], {
    name: "t",
    rows: [{ a: 1 }],
    tolerance: { a: 0.1 },
  });
});

Deno.test("danfo frames, their groups and columns are tables", async () => {
  const df = await frame([{ arm: "a", n: 1 }, { arm: "a", n: 2 }, { arm: "b", n: 5 }]);
  const plain = (value: unknown) =>
    (value as { [$display](): Record<string, string> })[$display]()["text/plain"];
  assert.equal(plain(df), "arm  n\na    1\na    2\nb    5");
  assert.equal(plain(df.groupby(["arm"]).sum()), "arm  n_sum\na        3\nb        5");
  assert.match(plain(df.describe()), /mean +2.667/);
  assert.equal(plain(df["n"]), "n\n1\n2\n5");
});

Deno.test("any value has a text, and a date that is none is missing", () => {
  const cell = (value: unknown) => text([{ a: value }]).split("\n")[1];
  assert.equal(cell(new Date(NaN)), "");
  assert.equal(cell(new Error("boom")), "Error: boom");
  assert.equal(cell(new Map([["a", 1]])), '[["a",1]]');
  assert.equal(cell(new Set([1, 2])), "[1,2]");
  assert.equal(cell({ n: 1n }), '{"n":1}');
});

Deno.test("a text is cut between characters, never inside one", () => {
  assert.equal(text([{ a: "😀😀😀😀" }], { maxText: 3 }), "a\n😀😀…");
  assert.equal(text([{ a: "😀😀😀" }], { maxText: 3 }), "a\n😀😀😀");
});
