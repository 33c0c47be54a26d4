import assert from "node:assert/strict";
import { type Attempt, attempt } from "../runs/mod.ts";
import { type Status, Verdict } from "../sandbox/mod.ts";
import { errorFrequencies } from "./errorFrequencies.ts";
import { changes, errorReduction } from "./errorReduction.ts";
import { executionRate } from "./executionRate.ts";
import { passRatio } from "./passRatio.ts";
import { compareArms } from "./compareArms.ts";
import { summarize, withoutTime } from "./summarize.ts";

/** A verdict whose tests passed (`1`), failed (`0`) or were skipped (`s`). */
function verdict(status: Status, tests = "", type?: string): Verdict {
  return Verdict.parse({
    status,
    tests: [...tests].map((test, i) => ({
      name: `t${i}`,
      status: test === "1" ? "passed" : test === "0" ? "failed" : "skipped",
    })),
    error: type && { type, message: "" },
    guarantee: "apart",
    engine: "native",
    cpuMs: 10,
    wallMs: 20,
  });
}

const made = (taskId: string, found: Verdict | undefined, more: Partial<Attempt> = {}) =>
  attempt({ method: "m", taskId, verdict: found, ...more });

Deno.test("passRatio is the share of tests that pass, 0 of none, undefined of harness", () => {
  assert.equal(passRatio(verdict("failed", "110s")), 2 / 3);
  assert.equal(passRatio(verdict("syntax")), 0);
  assert.equal(passRatio(verdict("passed")), 1);
  assert.equal(passRatio(verdict("harness", "00")), undefined);
});

Deno.test("summarize gives pass ratio and pass@k with n; harness is in no share", () => {
  const attempts = [
    made("a", verdict("passed", "11")),
    made("a", verdict("failed", "10"), { sample: 1 }),
    made("b", verdict("error", "00", "ValueError")),
    made("b", verdict("harness"), { sample: 1 }),
    made("b", undefined, { role: "planner" }),
  ];
  const { arms: [{ rounds: [round] }], tasks } = summarize(attempts);
  assert.equal(tasks, 2);
  assert.deepEqual([round.samples, round.passed, round.harness], [3, 1, 1]);
  assert.equal(round.passRatio!.value, (0.75 + 0) / 2);
  assert.equal(round.passAtK[1].value, 0.25);
  assert.equal(round.passAtK[1].n, 2);
  assert.equal(round.passAtK[5], undefined);
  assert.deepEqual(round.statuses, { error: 1, failed: 1, harness: 1, passed: 1 });
  assert.deepEqual(round.errorTypes, { ValueError: 1 });
  assert.deepEqual(round.tests, { passed: 3, all: 6 });
});

Deno.test("summarize uses Wilson's interval for one sample a task", () => {
  const attempts = Array.from(
    { length: 164 },
    (_, i) => made(`t${i}`, verdict(i < 121 ? "passed" : "failed", i < 121 ? "1" : "0")),
  );
  const { passAtK } = summarize(attempts).arms[0].rounds[0];
  assert.equal(passAtK[1].method, "wilson");
  assert.equal(passAtK[1].low.toFixed(4), "0.6656");
});

Deno.test("summarize gives an interval with width where every sample of every task passes", () => {
  const attempts = ["a", "b"].flatMap((task) =>
    [0, 1].map((sample) => made(task, verdict("passed", "11"), { sample }))
  );
  const { passAtK, passRatio } = summarize(attempts).arms[0].rounds[0];
  for (const { value, low, n } of [passAtK[1], passRatio!]) {
    assert.deepEqual([value, n], [1, 2]);
    assert(low < 0.5, `${low}`);
  }
});

Deno.test("summarize tells first, last and best round, and does not depend on the order", () => {
  const attempts = [
    made("a", verdict("failed", "10"), { round: 1 }),
    made("a", verdict("failed", "00"), { round: 2 }),
    made("b", verdict("passed", "11"), { round: 1 }),
  ];
  const summary = summarize(attempts);
  const { first, last, best } = summary.arms[0];
  assert.deepEqual([first!.value, last!.value, best!.value], [0.75, 0.5, 0.75]);
  assert.deepEqual(summarize([...attempts].reverse()), summary);
});

Deno.test("summarize leaves what nobody reported undefined, and withoutTime drops times", () => {
  const [arm] = summarize([made("a", verdict("passed", "1"))]).arms;
  assert.equal(arm.cost, undefined);
  assert.equal(arm.promptTokens, undefined);
  assert.equal(arm.cpuSeconds, 0.01);
  const [without] = withoutTime(summarize([made("a", verdict("passed", "1"))])).arms;
  assert(!("cpuSeconds" in without) && !("wallSeconds" in without));
  assert.deepEqual(summarize([]), { attempts: 0, tasks: 0, arms: [] });
});

Deno.test("errorFrequencies gives shares of errors and of samples, by status and by type", () => {
  const attempts = [
    made("a", verdict("passed", "1")),
    made("b", verdict("error", "0", "KeyError")),
    made("c", verdict("error", "0", "KeyError")),
    made("d", verdict("syntax")),
    made("e", verdict("harness")),
  ];
  assert.deepEqual(errorFrequencies(attempts), [
    { kind: "error", count: 2, shareOfErrors: 2 / 3, shareOfSamples: 0.5 },
    { kind: "syntax", count: 1, shareOfErrors: 1 / 3, shareOfSamples: 0.25 },
  ]);
  assert.equal(errorFrequencies(attempts, { by: "type" })[0].kind, "KeyError");
  assert.deepEqual(errorFrequencies([]), []);
});

Deno.test("errorFrequencies tells arms apart, each with its own shares, and asks a function for kinds", () => {
  const attempts = [
    made("a", verdict("error", "0", "KeyError")),
    made("b", verdict("failed", "0")),
    { ...made("a", verdict("failed", "0")), arm: "adapt" },
    { ...made("b", verdict("passed", "1")), arm: "adapt" },
    { ...made("a", verdict("syntax")), arm: "other" },
  ];
  const found = errorFrequencies(attempts, { arm: ["adapt", attempts[0].arm, "none"] });
  assert.deepEqual(found.map(({ arm, kind, shareOfSamples }) => [arm, kind, shareOfSamples]), [
    ["adapt", "failed", 0.5],
    [attempts[0].arm, "error", 0.5],
    [attempts[0].arm, "failed", 0.5],
  ]);
  const by = ({ status }: Verdict) => status === "failed" ? "wrong" : undefined;
  assert.deepEqual(errorFrequencies(attempts.slice(0, 2), { by }), [
    { kind: "wrong", count: 1, shareOfErrors: 0.5, shareOfSamples: 0.5 },
  ]);
});

Deno.test("executionRate counts programs that ran, right or wrong", () => {
  const attempts = [
    made("a", verdict("passed", "1")),
    made("b", verdict("failed", "0")),
    made("c", verdict("timeout")),
    made("d", verdict("harness")),
  ];
  assert.equal(executionRate(attempts)!.value, 2 / 3);
  assert.equal(executionRate([]), undefined);
});

Deno.test("executionRate of several samples a task has an interval over tasks, in a summary too", () => {
  const attempts = ["a", "b", "c", "d"].flatMap((task, i) =>
    Array.from({ length: 48 }, (_, sample) => ({
      ...made(task, verdict(sample < 12 * i ? "failed" : "timeout")),
      sample,
    }))
  );
  const rate = executionRate(attempts)!;
  assert.equal(rate.value, 0.375);
  assert.equal(rate.n, 4);
  assert.equal(rate.method, "bootstrap");
  // Wilson's, over 192 programs as if they were independent, would be half as wide.
  assert(rate.high - rate.low > 0.35, `${rate.low} ${rate.high}`);
  const [{ rounds: [round] }] = summarize(attempts).arms;
  assert.deepEqual(round.executionRate, rate);
  const single = attempts.filter(({ sample }) => sample === 0);
  assert.equal(executionRate(single)!.method, "wilson");
});

Deno.test("errorReduction has the errors before as its denominator, over shared tasks", () => {
  const before = [
    made("a", verdict("failed", "100")),
    made("b", verdict("failed", "00")),
    made("x", verdict("syntax")),
  ];
  const after = [made("a", verdict("passed", "111")), made("b", verdict("failed", "10"))];
  assert.deepEqual(errorReduction(before, after), { value: 0.75, before: 4, after: 1, n: 2 });
  // TRACE's stored entries: 207 errors before, 130 after.
  const entries = (count: number) => [made("t", verdict("failed", "0".repeat(count)))];
  assert.equal((100 * errorReduction(entries(207), entries(130))!.value).toFixed(1), "37.2");
  assert.equal(errorReduction(after.slice(0, 1), after), undefined);
});

Deno.test("changes counts tasks that improved, got worse or stayed", () => {
  const before = [
    made("a", verdict("failed", "10")),
    made("b", verdict("passed", "11")),
    made("c", verdict("failed", "00")),
  ];
  const after = [
    made("a", verdict("passed", "11")),
    made("b", verdict("failed", "10")),
    made("c", verdict("failed", "00")),
  ];
  assert.deepEqual(changes(before, after), { improved: 1, worse: 1, same: 1, n: 3 });
});

Deno.test("summarize's last round is each seed's own, where one stopped early", () => {
  const made = (seed: number, round: number, status: Status) =>
    attempt({
      method: "m",
      taskId: "t",
      seed,
      round,
      verdict: verdict(status, status === "passed" ? "11" : "00"),
    });
  const seeds = [made(1, 1, "passed"), made(2, 1, "failed"), made(2, 2, "failed")];
  const { first, last, best } = summarize(seeds).arms[0];
  assert.deepEqual([first!.value, last!.value, best!.value], [0.5, 0.5, 0.5]);
});

Deno.test("a flow that nobody read is no list of attempts, and the error says what gives one", () => {
  async function* flow() {}
  const unread = flow() as unknown as Iterable<never>;
  for (const metric of [() => summarize(unread), () => compareArms(unread, "base")]) {
    assert.throws(metric, /^TypeError: attempts are a list or a run: `await record\(/);
  }
});
