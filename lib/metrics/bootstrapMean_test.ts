import assert from "node:assert/strict";
import { quantileSorted } from "d3-array";
import { bootstrapMean } from "./bootstrapMean.ts";
import { seededRandom } from "../base/mod.ts";
import { pairedBootstrap } from "./pairedBootstrap.ts";

const near = (actual: number, expected: number, by: number) =>
  assert(Math.abs(actual - expected) <= by, `${actual} is not ${expected}`);

Deno.test("bootstrapMean agrees with SciPy 1.17.1, stats.bootstrap(method='percentile')", () => {
  const values = [0, .25, .5, 1, 1, 0, .75, .5, .5, 0, 1, .25];
  const { value, low, high, n } = bootstrapMean(values, { resamples: 50_000 })!;
  assert.equal(n, 12);
  near(value, 0.4791666666666667, 1e-12);
  // A mean of these moves in steps of 1/48.
  near(low, 0.2708333333333333, 0.021);
  near(high, 0.6875, 0.021);
});

Deno.test("bootstrapMean depends on the seed and not on the order", () => {
  const values = [0.1, 0.7, 0.3, 0.9, 0.2];
  assert.deepEqual(
    bootstrapMean(values, { seed: 3 }),
    bootstrapMean([...values].reverse(), { seed: 3 }),
  );
  assert.notDeepEqual(
    bootstrapMean(values, { seed: 3, resamples: 50 }),
    bootstrapMean(values, { seed: 4, resamples: 50 }),
  );
});

Deno.test("bootstrapMean of one value is that value, of nothing undefined", () => {
  assert.deepEqual(bootstrapMean([0.5]), {
    value: 0.5,
    low: 0.5,
    high: 0.5,
    n: 1,
    method: "bootstrap",
  });
  assert.equal(bootstrapMean([]), undefined);
});

Deno.test("bootstrapMean refuses what is no number, and what no bootstrap can be made with", () => {
  for (
    const [values, options, message] of [
      [[0.5, NaN], {}, /^RangeError: bootstrapMean: no finite number at 1: NaN$/],
      [[NaN], {}, /no finite number at 0: NaN/],
      [[1, -Infinity, 0], {}, /no finite number at 1: -Infinity/],
      [[0, 1], { resamples: 0 }, /^RangeError: 'resamples' must be a positive integer: 0$/],
      [[0, 1], { resamples: 1.5 }, /'resamples' must be a positive integer: 1.5/],
      [[0, 1], { resamples: NaN }, /'resamples' must be a positive integer: NaN/],
      [[0, 1], { level: 1 }, /'level' must be between 0 and 1: 1/],
      [[0, 1], { level: NaN }, /'level' must be between 0 and 1: NaN/],
      [[0, 1], { n: 10 }, /bootstrapMean: unknown option 'n' \(known: seed, resamples, level\)/],
    ] as const
  ) assert.throws(() => bootstrapMean(values, options as object), message);
});

Deno.test("d3-array's quantile is numpy's", () => {
  // numpy.quantileSorted([1, 2, 4, 8], [0, 0.025, 0.5, 0.975, 1])
  const found = [0, 0.025, 0.5, 0.975, 1].map((q) => quantileSorted([1, 2, 4, 8], q));
  [1, 1.075, 3, 7.7, 8].forEach((expected, i) => near(found[i], expected, 1e-12));
});

Deno.test("pairedBootstrap agrees with SciPy on the differences of shared tasks", () => {
  const differences = [.5, 0, .25, -.25, 1, 0, 0, .5, .25, 0, 0, -.5];
  const a = new Map(differences.map((_, i) => [`t${i}`, 0.5])).set("only a", 1);
  const b = new Map(differences.map((d, i) => [`t${i}`, 0.5 + d])).set("only b", 1);
  const { value, low, high, n, p } = pairedBootstrap(a, b, { resamples: 50_000 })!;
  assert.equal(n, 12);
  near(value, 0.14583333333333334, 1e-12);
  near(low, -0.0625, 0.021);
  near(high, 0.3541666666666667, 0.021);
  // stats.permutation_test(permutation_type="samples"), exact
  assert.equal(p, 0.3125);
  assert.equal(pairedBootstrap(a, new Map()), undefined);
});

Deno.test("pairedBootstrap refuses what is no number, and what no bootstrap can be made with", () => {
  const a = new Map([["x", 0], ["y", 1]]), b = new Map([["x", 0.5], ["y", NaN]]);
  assert.throws(() => pairedBootstrap(a, b), /no finite number for task y$/);
  assert.throws(() => pairedBootstrap(a, a, { resamples: 0 }), /positive integer: 0/);
  assert(pairedBootstrap(a, a, { level: 0.5 })!.high < pairedBootstrap(a, a)!.high);
});

Deno.test("pairedBootstrap draws signs where many tasks differ, and agrees with SciPy's exact p", () => {
  const differences = "2 1 1 -1 4 3 -2 2 1 1 -3 -2 2 1 2 1".split(" ").map((d) => Number(d) / 4);
  const a = new Map(differences.map((_, i) => [`t${i}`, 0]));
  const b = new Map(differences.map((d, i) => [`t${i}`, d]));
  near(pairedBootstrap(a, b, { resamples: 50_000 })!.p, 0.139068603515625, 0.006);
});

Deno.test("pairedBootstrap of few tasks claims no more than their number allows", () => {
  const values = (n: number, value: number) =>
    new Map(Array.from({ length: n }, (_, i) => [`t${i}`, value]));
  const one = pairedBootstrap(values(1, 0.25), values(1, 0.5))!;
  assert.equal(one.p, 1);
  assert(one.low < 0 && one.high > 0.5, `[${one.low}, ${one.high}]`);
  assert.equal(pairedBootstrap(values(3, 0.25), values(3, 0.5))!.p, 0.25);
  const whole = pairedBootstrap(values(5, 0), values(5, 1))!;
  assert.equal(whole.p, 0.0625);
  near(whole.low, 0.1311, 1e-4);
  assert.equal(whole.high, 1);
});

Deno.test("pairedBootstrap finds a difference between arms that are alike one time in twenty", () => {
  const random = seededRandom(5);
  const arm = () =>
    new Map(Array.from({ length: 6 }, (_, i) => {
      const passed = [0, 1, 2].filter(() => random() < 0.5).length;
      return [`t${i}`, passed / 3];
    }));
  let found = 0;
  for (let i = 0; i < 400; i++) {
    found += Number(pairedBootstrap(arm(), arm(), { seed: i })!.p < 0.05);
  }
  assert(found / 400 < 0.08, String(found / 400));
});

Deno.test("pairedBootstrap of arms that are alike has p = 1", () => {
  const same = new Map([["x", 0.5], ["y", 1]]);
  assert.equal(pairedBootstrap(same, same)!.p, 1);
});
