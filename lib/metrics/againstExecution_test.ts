import assert from "node:assert/strict";
import { againstExecution, type ScoredProgram, shuffledVerdicts } from "./againstExecution.ts";
import { proportion } from "./proportion.ts";
import { judgedPrograms } from "./judges/judgedPrograms.ts";
import { dataFolder, needs } from "../testing/needs.ts";

const ice = async (metric: string): Promise<ScoredProgram[]> =>
  (await judgedPrograms(`${dataFolder}/icescore-humaneval-python.json.gz`))
    .filter(({ scores }) => metric in scores)
    .map(({ task, right, scores }) => ({ task, right, score: scores[metric] }));

const rounded = (value?: number) => value?.toFixed(3);

Deno.test({
  ...needs("data"),
  name: "ICE-Score's file gives CodeBERTScore AUC .731 of 3,220 programs, .697 within 138 tasks",
  async fn() {
    const programs = await ice("codebertscore_f1");
    const found = againstExecution(programs, { resamples: 300 });
    assert.deepEqual([found.programs, found.tasks, found.mixedTasks], [3220, 161, 138]);
    assert.equal(rounded(found.overall.auc?.value), "0.731");
    assert.equal(rounded(found.within.auc?.value), "0.697");
    assert.equal(found.within.auc?.n, 138);
    const { low, high } = found.overall.auc!;
    assert(low > 0.66 && low < 0.72 && high > 0.74 && high < 0.8, `${low} ${high}`);
  },
});

Deno.test({
  ...needs("data"),
  name: "ICE-Score's file gives GPT-3.5 AUC .729 of the 3,197 replies that are numbers",
  async fn() {
    const found = againstExecution(await ice("raw_gpt35_nswr"), { resamples: 10 });
    assert.equal(found.programs, 3197);
    assert.equal(rounded(found.overall.auc?.value), "0.729");
  },
});

Deno.test({
  ...needs("data"),
  name: "with verdicts dealt anew a metric's AUC is .5 ± .03",
  async fn() {
    for (const metric of ["codebertscore_f1", "raw_gpt35_nswr"]) {
      const programs = await ice(metric);
      for (const seed of [1, 2, 3]) {
        const { overall } = againstExecution(shuffledVerdicts(programs, seed), { resamples: 10 });
        const { value } = overall.auc!;
        assert(Math.abs(value - 0.5) < 0.03, `${metric}: ${value}`);
      }
    }
  },
});

Deno.test("a metric that knows tasks and not programs is .5 within them", () => {
  const programs = Array.from({ length: 200 }, (_, i) => {
    const easy = i % 10 < 5;
    return { task: `${i % 10}`, score: easy ? 1 : 0, right: easy ? i % 20 < 15 : i % 30 < 10 };
  });
  const { overall, within } = againstExecution(programs, { resamples: 200 });
  assert(overall.auc!.value > 0.6);
  assert.deepEqual([within.auc?.value, within.kendall], [0.5, undefined]);
});

Deno.test("the order of programs makes no difference, and nothing gives nothing", () => {
  const programs = Array.from({ length: 40 }, (_, i) => ({
    task: `${i % 7}`,
    score: (i * 37) % 11,
    right: (i * 13) % 5 < 2,
  }));
  const options = { resamples: 50, seed: 3 };
  assert.deepEqual(
    againstExecution(programs, options),
    againstExecution(programs.toReversed(), options),
  );
  const empty = { programs: 0, tasks: 0, mixedTasks: 0, overall: {}, within: {} };
  assert.deepEqual(againstExecution([]), empty);
});

/** Tasks that a metric orders without a fault: two programs each. */
const perfect = (tasks: number): ScoredProgram[] =>
  Array.from({ length: tasks }, (_, i) => [
    { task: `${i}`, score: 1, right: true },
    { task: `${i}`, score: 0, right: false },
  ]).flat();

Deno.test("what resampling does not vary has an interval with width, the wider the fewer tasks", () => {
  const widths = [1, 2, 5, 50].map((tasks) => {
    const { overall, within } = againstExecution(perfect(tasks), { resamples: 100 });
    for (const estimates of [overall, within]) {
      for (const name of ["auc", "kendall", "spearman"] as const) {
        const { value, low, high } = estimates[name]!;
        assert(Math.abs(value - 1) < 1e-12 && Math.abs(high - 1) < 1e-12, `${name} ${value}`);
        assert(low < 0.95 && low >= (name === "auc" ? 0 : -1), `${name} ${low}`);
      }
    }
    assert.deepEqual([overall.auc!.n, within.auc!.n], [2 * tasks, tasks]);
    assert(Math.abs(within.auc!.low - proportion(tasks, tasks)!.low) < 1e-12);
    return 1 - overall.auc!.low;
  });
  assert.deepEqual(widths, widths.toSorted((a, b) => b - a));
});

Deno.test("one task with faults has an interval with width on both sides", () => {
  const programs = [0.9, 0.8, 0.7, 0.1].map((score, i) => ({ task: "a", score, right: i % 2 > 0 }));
  const { overall, within } = againstExecution(programs, { resamples: 100 });
  for (const { value, low, high } of [overall.auc!, within.auc!, overall.kendall!]) {
    assert(low < value - 0.1 && high > value + 0.1, `${value} [${low}, ${high}]`);
  }
});

Deno.test("a level is that of intervals without variation, too", () => {
  const low = (level: number) => againstExecution(perfect(5), { level }).within.auc!.low;
  assert(low(0.99) < low(0.95) && low(0.95) < low(0.5));
});

Deno.test("options that are none are refused", () => {
  for (
    const [options, message] of [
      [{ resample: 3 }, /againstExecution: unknown option 'resample'/],
      [{ resamples: 0 }, /'resamples' must be a positive integer: 0/],
      [{ level: 95 }, /'level' must be between 0 and 1: 95/],
    ] as const
  ) assert.throws(() => againstExecution(perfect(2), options as object), message);
});
