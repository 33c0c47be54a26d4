import assert from "node:assert/strict";
import { loadLeaderboards } from "./leaderboards.ts";

Deno.test("loadLeaderboards has one figure for a model and a benchmark", () => {
  const rows = loadLeaderboards();
  assert.equal(new Set(rows.map((row) => `${row.model} | ${row.benchmark}`)).size, rows.length);
  assert.equal(loadLeaderboards("HumanEval").length, 5);
  assert.equal(loadLeaderboards("HumanEval")[0].n, 164);
});

Deno.test("plus tests never raise a leaderboard figure", () => {
  for (const set of ["HumanEval", "MBPP"] as const) {
    for (const plus of loadLeaderboards(`${set}+`)) {
      const base = loadLeaderboards(set).find((row) => row.model === plus.model)!;
      assert(plus.value < base.value, `${plus.model} on ${set}`);
    }
  }
});
