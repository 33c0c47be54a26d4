import assert from "node:assert/strict";
import { wilson } from "./wilson.ts";

const near = (actual: number, expected: number) =>
  assert(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

Deno.test("wilson agrees with SciPy 1.17.1, binomtest(k, n).proportion_ci(0.95, 'wilson')", () => {
  const fixtures: [number, number, number, number][] = [
    [121, 164, 0.6656001020438637, 0.7991241713749452],
    [81, 164, 0.4184045401918173, 0.569679452797444],
    [17, 200, 0.053745750177475606, 0.13189587071565567],
    [42, 200, 0.15928412069979003, 0.2716461685990246],
    [0, 10, 0, 0.27753279986288926],
    [10, 10, 0.7224672001371109, 1],
    [1, 1, 0.20654931437723745, 1],
  ];
  for (const [k, n, low, high] of fixtures) {
    const interval = wilson(k, n)!;
    near(interval.low, low);
    near(interval.high, high);
  }
  // proportion_ci(0.99, 'wilson')
  const wide = wilson(121, 164, { z: 2.5758293035489004 })!;
  near(wide.low, 0.6413372677079713);
  near(wide.high, 0.815779075746555);
});

Deno.test("wilson of nothing is undefined", () => {
  assert.equal(wilson(0, 0), undefined);
});

Deno.test("wilson refuses what is no proportion", () => {
  assert.throws(() => wilson(3, 2), { message: "not a proportion: 3 of 2" });
  assert.throws(() => wilson(-1, 2), { message: "not a proportion: -1 of 2" });
  assert.throws(() => wilson(NaN, 2), { message: "not a proportion: NaN of 2" });
  assert.throws(() => wilson(0, NaN), { message: "not a proportion: 0 of NaN" });
});
