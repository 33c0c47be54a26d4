import assert from "node:assert/strict";
import { attempt } from "../runs/mod.ts";
import { Verdict } from "../sandbox/mod.ts";
import { compareArms } from "./compareArms.ts";
import { solvedByRound } from "./solvedByRound.ts";

const made = (arm: string, taskId: string, status: string, round = 1, seed = 0) =>
  attempt({
    method: arm,
    arm,
    taskId,
    round,
    seed,
    verdict: Verdict.parse({ status, guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 }),
  });

const attempts = [
  made("base", "a", "passed"),
  made("base", "b", "failed"),
  made("base", "c", "failed"),
  made("adapt", "a", "passed"),
  made("adapt", "b", "failed"),
  made("adapt", "b", "passed", 2),
  made("adapt", "c", "failed"),
  attempt({ method: "adapt", taskId: "b", role: "planner" }),
  made("adapt", "c", "error", 2),
];

Deno.test("compareArms takes each task's last program and pairs the arms by task", () => {
  const [base, adapt] = compareArms(attempts, "base");
  assert.equal(base.solved?.value, 1 / 3);
  assert.equal(adapt.solved?.value, 2 / 3);
  assert.equal(adapt.difference?.value, 1 / 3);
  assert.deepEqual([adapt.gained, adapt.lost, adapt.p], [1, 0, 1]);
  assert.deepEqual([adapt.programs, adapt.helperCalls], [5 / 3, 1 / 3]);
  assert.equal(base.difference, undefined);
});

Deno.test("compareArms averages the seeds of a task before it pairs", () => {
  const seeds = [0, 1, 2].flatMap((seed) => [
    made("base", "a", seed ? "failed" : "passed", 1, seed),
    made("adapt", "a", "passed", 1, seed),
  ]);
  const [base, adapt] = compareArms(seeds, "base");
  assert.equal(base.seeds, 3);
  assert.equal(base.solved?.value, 1 / 3);
  assert(Math.abs(adapt.difference!.value - 2 / 3) < 1e-12);
  assert.equal(adapt.difference?.n, 1);
});

Deno.test("compareArms averages the samples of a task: one that fails does not fail the task", () => {
  const samples = ["passed", "failed", "passed", "passed"].map((status, sample) => ({
    ...made("base", "a", status),
    sample,
  }));
  const other = made("base", "b", "failed");
  const [base, adapt] = compareArms([...samples, other, made("adapt", "a", "passed")], "base");
  assert.equal(base.solved?.value, 0.375);
  assert.equal(base.solved?.method, "bootstrap");
  assert.equal(adapt.difference?.value, 0.25);
});

Deno.test("compareArms leaves out what nobody could judge, and refuses an unknown control", () => {
  const [base] = compareArms([made("base", "a", "harness"), made("base", "b", "passed")], "base");
  assert.deepEqual([base.tasks, base.solved?.value], [1, 1]);
  assert.throws(
    () => compareArms(attempts, "bse"),
    /no attempt of the control bse \(arms: base, adapt\)/,
  );
});

Deno.test("arms that pass everything have intervals with width, by round too", () => {
  const all = ["a", "b", "c"].map((task) => made("base", task, "passed"));
  const [{ solved, passRatio }] = compareArms(all, "base");
  for (const { value, low } of [solved!, passRatio!, solvedByRound(all)[0].rate]) {
    assert.equal(value, 1);
    assert(Math.abs(low - 0.4385) < 1e-4, String(low));
  }
});

Deno.test("solvedByRound carries a task that stopped early along", () => {
  const points = solvedByRound(attempts).map(({ arm, round, rate }) =>
    `${arm} ${round} ${rate.value.toFixed(2)}`
  );
  assert.deepEqual(points, ["base 1 0.33", "adapt 1 0.33", "adapt 2 0.67"]);
});
