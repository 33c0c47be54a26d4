import assert from "node:assert/strict";
import { type NamedTable, tableDifferences } from "./results.ts";

const table = (row: Record<string, unknown>, tolerance: NamedTable["tolerance"] = {}) => [
  { name: "t", rows: [row], tolerance },
];

Deno.test("tables that agree have no differences", () => {
  assert.deepEqual(
    tableDifferences(table({ a: 0.1 + 0.2, b: "x" }), table({ a: 0.3, b: "x" })),
    [],
  );
});

Deno.test("a number may differ by its column's tolerance, no more", () => {
  const ours = table({ rate: { value: 0.5, low: 0.4, high: 0.6 }, n: 3 }, { rate: 0.1 });
  const other = (value: number, n = 3) => table({ rate: { value, low: 0.4, high: 0.6 }, n });
  assert.deepEqual(tableDifferences(ours, other(0.59)), []);
  assert.equal(tableDifferences(ours, other(0.61)).length, 1);
  assert.deepEqual(tableDifferences(ours, other(0.5, 4)), ["t, row 1, n: 3, reference 4"]);
});

Deno.test("a column that is not compared may be anything", () => {
  assert.deepEqual(tableDifferences(table({ s: 3 }, { s: "any" }), table({})), []);
});

Deno.test("missing and additional tables, rows and values are differences", () => {
  assert.deepEqual(tableDifferences(table({ a: 1 }), []), ["t: not in the reference"]);
  assert.deepEqual(tableDifferences([], table({ a: 1 })), ["t: missing, is in the reference"]);
  assert.deepEqual(tableDifferences(table({ a: 1 }), [{ name: "t", rows: [], tolerance: {} }]), [
    "t: 1 rows, reference 0",
  ]);
  assert.deepEqual(tableDifferences(table({}), table({ a: 1 })), [
    "t, row 1, a: undefined, reference 1",
  ]);
});
