import assert from "node:assert/strict";
import { normalQuantile } from "./normalQuantile.ts";

Deno.test("normalQuantile is scipy.stats.norm.ppf to 1e-8", () => {
  const expected = [
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.95, 1.6448536269514722],
    [
      0.005,
      -2.575829303548901,
    ],
    [0.001, -3.090232306167813],
    [0.1, -1.2815515655446004],
  ];
  for (const [p, z] of expected) assert(Math.abs(normalQuantile(p) - z) < 1e-8, `${p}`);
  for (const p of [0, 1, NaN, -1]) assert.throws(() => normalQuantile(p), RangeError);
});
