import assert from "node:assert/strict";
import { attempt } from "../runs/mod.ts";
import { Verdict } from "../sandbox/mod.ts";
import { pairedScores } from "./pairedScores.ts";

const made = (arm: string, taskId: string, status: string, round = 1, seed = 1) =>
  attempt({
    method: arm,
    taskId,
    round,
    seed,
    verdict: Verdict.parse({ status, guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 }),
  });

Deno.test("pairedScores are of last programs, means over seeds, and of tasks that both arms have", () => {
  const attempts = [
    made("base", "a", "failed"),
    made("base", "b", "passed"),
    made("base", "c", "passed"),
    made("base", "d", "harness"),
    made("adapt", "a", "failed"),
    made("adapt", "a", "passed", 2),
    made("adapt", "a", "failed", 1, 2),
    made("adapt", "b", "failed"),
    made("adapt", "d", "passed"),
  ];
  assert.deepEqual(pairedScores(attempts, "base", "adapt"), [
    { task: "a", before: 0, after: 0.5 },
    { task: "b", before: 1, after: 0 },
  ]);
  assert.throws(
    () => pairedScores(attempts, "base", "none"),
    /no attempt of none \(arms: base, adapt\)/,
  );
});
