import assert from "node:assert/strict";
import { random } from "../../base/mod.ts";
import { Status, Verdict } from "../../sandbox/mod.ts";
import { type CompareOptions, comparePrograms } from "./comparePrograms.ts";
import { outcomeOf } from "./outcomeOf.ts";

const verdict = (status: string, more: object = {}) =>
  Verdict.parse({ status, guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1, ...more });
const raised = (type: string, more: object = {}) => ({
  verdict: verdict("error", { error: { type, message: "" }, ...more }),
});
const tests = (...statuses: string[]) => ({
  tests: statuses.map((status, i) => ({ name: `${i}`, status })),
});
const trace = (lines: number) => ({
  trace: {
    version: 1,
    events: [],
    total: 0,
    dropped: 0,
    values: [],
    lines: Object.fromEntries(Array.from({ length: lines }, (_, i) => [i + 1, 1])),
  },
});

Deno.test("every status of a verdict has an outcome, but for what could not be judged", () => {
  const found = Object.fromEntries(
    Status.options.map((status) => [status, outcomeOf(verdict(status))]),
  );
  assert.deepEqual(found, {
    passed: "S_succ",
    failed: "S_fail_test",
    error: "S_err",
    syntax: "S_comp_err",
    timeout: "S_timeout",
    memory: "S_err",
    killed: "S_err",
    harness: undefined,
  });
});

Deno.test("a success is better than a failed test, that than an error, a syntax error and a time-out", () => {
  const ranked = ["passed", "failed", "error", "syntax", "timeout"].map((status) => ({
    verdict: verdict(status),
  }));
  ranked.forEach((a, i) =>
    ranked.forEach((b, j) => {
      const expected = { order: Math.sign(i - j), rule: i === j ? "tie" : "outcome" };
      assert.deepEqual(comparePrograms(a, b), expected);
    })
  );
});

Deno.test("of two that raise, the easier to mend is better: the original's ranking, subclasses with their class", () => {
  const ranking = ["Index", "Type", "Value", "Attribute", "Name", "Syntax", "ZeroDivision"]
    .concat(["Import", "Key", "Memory", "Recursion"]).map((name) => raised(`${name}Error`));
  ranking.push(raised("OwnError"));
  for (let i = 1; i < ranking.length; i++) {
    assert.deepEqual(comparePrograms(ranking[i - 1], ranking[i]), {
      order: -1,
      rule: "fixability",
    });
  }
  assert.equal(comparePrograms(raised("NameError"), raised("UnboundLocalError")).order, 0);
  assert.equal(comparePrograms(raised("ImportError"), raised("ModuleNotFoundError")).order, 0);
  assert.equal(comparePrograms(raised("MemoryError"), { verdict: verdict("memory") }).order, 0);
  assert.equal(comparePrograms(raised("Own"), { verdict: verdict("killed") }).order, 0);
});

Deno.test("more lines count only where they are asked for, and need all traces", () => {
  const long = raised("KeyError", trace(9)), short = raised("IndexError", trace(2));
  assert.equal(comparePrograms(long, short).rule, "fixability");
  const moreLines = true;
  assert.deepEqual(comparePrograms(long, short, { moreLines }), { order: -1, rule: "lines" });
  assert.throws(() => comparePrograms(long, raised("KeyError"), { moreLines }), {
    name: "RangeError",
    message: "'moreLines' needs the traces of all programs that raise",
  });
});

Deno.test("a success with more passed tests is better; among failures the share counts where it is asked for", () => {
  const [two, one] = [tests("passed", "passed"), tests("passed", "skipped")]
    .map((more) => ({ verdict: verdict("passed", more) }));
  assert.deepEqual(comparePrograms(two, one), { order: -1, rule: "tests" });
  const [half, none] = [tests("passed", "failed"), tests("failed", "failed")]
    .map((more) => ({ verdict: verdict("failed", more) }));
  assert.deepEqual(comparePrograms(half, none), { order: 0, rule: "tie" });
  assert.deepEqual(comparePrograms(half, none, { testShare: true }), { order: -1, rule: "tests" });
});

Deno.test("a success is faster by the median of three runs, by 20 % and 50 ms", () => {
  const success = (...runsMs: number[]) => ({ verdict: verdict("passed"), runsMs });
  const rule = (a: number[], b: number[]) =>
    comparePrograms(success(...a), success(...b), { faster: true }).order;
  assert.equal(comparePrograms(success(1, 1, 1), success(999, 999, 999)).order, 0);
  assert.equal(rule([100, 900, 100], [200, 200, 1]), -1);
  assert.equal(rule([10, 10, 10], [40, 40, 40]), 0, "30 ms are noise");
  assert.equal(rule([1000, 1000, 1000], [1100, 1100, 1100]), 0, "9 %");
  assert.throws(() => rule([1, 1], [1, 1, 1]), /^RangeError: 'faster' needs three runs/);
});

Deno.test("the order is total, antisymmetric and transitive, with every rule but the time", () => {
  const draw = random(7);
  const types = ["IndexError", "KeyError", "OwnError", "MemoryError"];
  const programs = Array.from({ length: 60 }, () => {
    const status = draw.pick(Status.options.filter((one) => one !== "harness"));
    const results = Array.from({ length: 3 }, () => draw.pick(["passed", "failed"]));
    const error = status === "error" ? { error: { type: draw.pick(types), message: "" } } : {};
    return {
      verdict: verdict(status, { ...tests(...results), ...error, ...trace(draw.integer(1, 4)) }),
    };
  });
  const sets: CompareOptions[] = [
    {},
    { testShare: true },
    { moreLines: true },
    { testShare: true, moreLines: true },
  ];
  for (const options of sets) {
    const order = programs.map((a) => programs.map((b) => comparePrograms(a, b, options).order));
    const n = programs.length;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        assert.equal(order[i][j] + order[j][i], 0);
        for (let k = 0; k < n; k++) {
          if (order[i][j] <= 0 && order[j][k] <= 0) {
            assert.equal(order[i][k], Math.min(order[i][j], order[j][k]));
          }
        }
      }
    }
  }
});

Deno.test("what was not judged is not compared, and an option that nobody knows is refused", () => {
  const lost = { verdict: verdict("harness", { reason: "the lane broke" }) };
  assert.throws(() => comparePrograms(lost, { verdict: verdict("passed") }), {
    name: "RangeError",
    message: "not judged, so not comparable: the lane broke",
  });
  const wrong = { fast: true } as CompareOptions;
  assert.throws(() => comparePrograms(lost, lost, wrong), /comparePrograms: unknown option 'fast'/);
});
