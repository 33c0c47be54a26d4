import assert from "node:assert/strict";
import { mcnemar } from "./mcnemar.ts";

/** Arms that differ in so many tasks, with as many again that do not. */
function arms(gained: number, lost: number) {
  const a = new Map<string, boolean>(), b = new Map<string, boolean>();
  for (let i = 0; i < gained + lost; i++) {
    a.set(`d${i}`, i >= gained).set(`s${i}`, i % 2 === 0);
    b.set(`d${i}`, i < gained).set(`s${i}`, i % 2 === 0);
  }
  return [a, b] as const;
}

Deno.test("mcnemar agrees with SciPy 1.17.1, binomtest(gained, gained + lost, 0.5).pvalue", () => {
  const fixtures: [number, number, number][] = [
    [10, 2, 0.03857421875],
    [7, 7, 1],
    [1, 0, 1],
    [121, 81, 0.005931940298369429],
    [20, 40, 0.01348929373119186],
  ];
  for (const [gained, lost, p] of fixtures) {
    const result = mcnemar(...arms(gained, lost))!;
    assert.deepEqual([result.gained, result.lost, result.n], [gained, lost, 2 * (gained + lost)]);
    assert(Math.abs(result.p - p) < 1e-12, `${result.p} is not ${p}`);
  }
});

Deno.test("mcnemar looks at shared tasks only, and of none it is undefined", () => {
  const a = new Map([["x", true], ["y", false]]), b = new Map([["y", true], ["z", true]]);
  assert.deepEqual(mcnemar(a, b), { gained: 1, lost: 0, n: 1, p: 1 });
  assert.equal(mcnemar(a, new Map()), undefined);
});
