/** Names and values that break tables, frames or charts elsewhere. */
import assert from "node:assert/strict";
import { displayData } from "./display.ts";
import { show } from "./mod.ts";
import { TABLE_TYPE } from "./table.ts";
import { visible } from "./visible.ts";

const circle: Record<string, unknown> = { a: 1n };
circle.self = circle;
const bare = Object.assign(Object.create(null), { x: 1 });
const deep = Array.from({ length: 5000 }).reduce((inner: unknown) => [inner], 1);

const values: [unknown, string | RegExp][] = [
  [7n, "7"],
  [-12_345n, "-12,345"],
  [2n ** 80n, /^1,?208,?925,?819/],
  [Symbol("s"), "Symbol(s)"],
  [Infinity, "Infinity"],
  [new Date(0), "1970-01-01 00:00:00"],
  [{ n: 1n }, '{"n":1}'],
  [circle, '{"a":1,"self":"[circular]"}'],
  [bare, '{"x":1}'],
  [deep, /^\[\[.*…/],
  [{ toJSON: () => undefined }, ""],
  [{ toJSON: () => 5n }, "5"],
  [{
    get a() {
      throw new Error("no");
    },
  }, "[unreadable]"],
  [new Map([[1n, new Set([2n])]]), "[[1,[2]]]"],
  [() => 1, /=>/],
  ["a\0b\x07\x1b[31m", "a␀b␇␛[31m"],
  ["hidden\rshown", "hidden␍shown"],
  ["\ud83d half", "\ufffd half"],
  ["if x:\u202e#", "if x:\\u202e#"],
  ["👩‍👩‍👧 שלום", "👩‍👩‍👧 שלום"],
  [" ".repeat(200_000) + "\n" + "x", /^ +…$/],
  ["x".repeat(20_000_000), /^x{79}…$/],
];

const names = [
  "constructor",
  "toString",
  "hasOwnProperty",
  "__proto__",
  "values",
  "shape",
  "index",
  "columns",
  "$data",
  "",
  "a\0b",
  "10n",
];

const rowOf = (entries: [string, unknown][]): Record<string, unknown> =>
  Object.fromEntries(entries);

async function shown(value: unknown) {
  const data = await displayData(value);
  assert.equal(typeof JSON.stringify(data), "string"); // as a kernel sends it
  // deno-lint-ignore no-control-regex -- they are what is looked for
  assert.doesNotMatch(String(data["text/html"]), /[\0-\x08\x0e-\x1f\u202e\ud800-\udfff]/u);
  return data as Record<string, string>;
}

for (const [value, expected] of values) {
  Deno.test(`a table and a frame show ${visible(String(expected)).slice(0, 40)}`, async () => {
    for (
      const data of [show.table([{ a: value }], { name: "odd" }), await show.frame([{ a: value }])]
    ) {
      const { "text/plain": text, "text/html": html } = await shown(data);
      const cell = text.split("\n").slice(1).join("\n");
      if (expected instanceof RegExp) assert.match(cell, expected);
      else assert.equal(cell, expected);
      assert(html.length < 20_000);
    }
  });
}

Deno.test("a column may have any name, in tables, frames and what is made of frames", async () => {
  for (const name of names) {
    const rows = [rowOf([[name, 1], ["n", 2]]), rowOf([["n", 3]]), rowOf([[name, 4], ["n", 5]])];
    const heading = visible(name).padEnd(1);
    const expected = [heading, "1", "", "4"].map((text, i) =>
      `${i ? text.padStart(heading.length) : text}  ${["n", 2, 3, 5][i]}`
    );
    const table = show.table(rows, { name: "t", tolerance: {} });
    const data = await shown(table);
    assert.deepEqual(data["text/plain"].split("\n"), expected, name);
    const { rows: kept } = data[TABLE_TYPE] as unknown as { rows: object[] };
    assert.deepEqual(kept.map((row) => Object.keys(row)), rows.map((row) => Object.keys(row)));
    const frame = await show.frame(rows);
    assert.deepEqual((await shown(frame))["text/plain"].split("\n"), expected, name);
    if (name) assert.deepEqual(frame.column(name).values, [1, NaN, 4], name);
    assert.match((await shown(frame.head(1)))["text/plain"], /1 {2}2$/);
    assert.match((await shown(frame.loc({ columns: ["n"] })))["text/plain"], /^n\n2\n3\n5$/);
  }
});

Deno.test("a frame's rows keep their values under their names, in whichever order they have them", async () => {
  const frame = await show.frame([{ a: 1, b: 2 }, { b: 3, a: 4 }, { b: 5 }]);
  assert.deepEqual(frame.values, [[1, 2], [4, 3], [NaN, 5]]);
});

// deno-lint-ignore no-control-regex -- no XML may hold them
const illegal = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/u;

Deno.test("a chart takes any label and any number", async () => {
  const labels = [
    ...names,
    "a\x07b",
    "\ud83d",
    "👩‍👩‍👧",
    "\u202eabc",
    '<b>&"',
    "x".repeat(5000),
    "toString",
  ];
  const rate = { value: 0.5, low: 0.25, high: 0.75 };
  const whole = { value: 1n, low: 0n, high: 1n } as unknown as typeof rate;
  console.warn = () => {}; // Plot on its colours
  const any = <T>(value: unknown) => value as T;
  for (const arm of labels) {
    for (const one of [rate, whole]) {
      const options = { title: arm, subtitle: arm, caption: arm };
      const charts = [
        show.errorKinds(
          [{ kind: arm, count: any<number>(3n) }, { kind: "b", count: 2, arm }],
          options,
        ),
        show.learningCurves([
          { step: any<number>(1n), value: any<number>(2n), series: arm },
          { step: 2, value: Infinity, series: arm },
          { step: 3, value: 1, low: NaN, high: 2, series: "b" },
        ], { y: arm, ...options }),
        show.rounds(
          [{ arm, round: any<number>(1n), rate: one }, { arm: "b", round: 2, rate }],
          options,
        ),
        show.passAtKCurves([{ arm, k: any<number>(1n), rate: one }, { arm, k: 2, rate }], options),
        show.passRates(
          [{ arm, rate: one }, { arm: "b", rate: any<number>(1n) }, { arm: "c" }],
          options,
        ),
        show.beforeAfter([{ task: arm, before: any<number>(0n), after: 1 }], {
          names: [arm, "b"],
          ...options,
        }),
      ];
      for (const chart of charts) {
        const svg = await chart.svg();
        assert.doesNotMatch(svg, illegal, arm.slice(0, 20));
        assert.doesNotMatch(svg, /NaN|Infinity/, arm.slice(0, 20));
      }
    }
  }
});

Deno.test("rates are asked for where rows have none", () => {
  assert.throws(
    () => show.passRates([{ arm: "base", solved: 1 } as never]),
    /^RangeError: passRates takes rows \{ arm, rate \}, these have arm, solved: compareArms/,
  );
});
