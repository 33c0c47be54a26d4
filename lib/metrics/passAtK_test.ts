import assert from "node:assert/strict";
import { passAtK } from "./passAtK.ts";
import { passRatio } from "./passRatio.ts";

const near = (actual: number | undefined, expected: number) =>
  assert(
    actual !== undefined && Math.abs(actual - expected) < 1e-12,
    `${actual} is not ${expected}`,
  );

Deno.test("passAtK agrees with human-eval's estimator", () => {
  // estimate_pass_at_k([n], [c], k) of openai/human-eval@6d43fb9, numpy 2.2.6.
  const fixtures: [number, number, number, number][] = [
    [200, 17, 1, 0.08499999999999985],
    [200, 17, 10, 0.5974489015799118],
    [200, 17, 100, 0.99999636769084],
    [10, 3, 5, 0.9166666666666666],
    [5, 1, 2, 0.4],
    [50, 49, 1, 0.98],
    [164, 121, 10, 0.9999993460289882],
  ];
  for (const [n, c, k, expected] of fixtures) near(passAtK(n, c, k), expected);
});

Deno.test("passAtK is 1 when fewer than k samples fail, 0 when none passes", () => {
  assert.equal(passAtK(10, 8, 3), 1);
  assert.equal(passAtK(10, 0, 10), 0);
});

Deno.test("passAtK ignores tasks with fewer than k samples", () => {
  assert.equal(passAtK(4, 4, 5), undefined);
  assert.equal(passAtK(0, 0, 1), undefined);
});

Deno.test("passAtK does not overflow where the binomials would", () => {
  near(passAtK(100_000, 1, 50_000), 0.5);
});

Deno.test("passAtK refuses counts that cannot be", () => {
  assert.throws(() => passAtK(3, 4, 1), { message: "'c' must be between 0 and n: 4 of 3" });
  assert.throws(() => passAtK(3, 1, 0), { message: "'k' must be a positive integer: 0" });
});

Deno.test("a run where a task's numbers or a verdict are wanted is answered by what to write", () => {
  const run = { attempts: [] } as never;
  assert.throws(() => passAtK(run, 1, 1), /^TypeError: passAtK takes three numbers.+summarize/);
  assert.throws(() => passRatio(run), /^TypeError: passRatio takes one verdict.+summarize/);
});
