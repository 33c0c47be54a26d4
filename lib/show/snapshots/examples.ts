/** One example of each thing that is shown; the values are invented. */
import { show } from "../mod.ts";

const rate = (value: number, half: number) => ({
  value,
  low: Math.max(0, value - half),
  high: Math.min(1, value + half),
});
const before = "def mean(xs):\n    total = 0\n    for x in xs:\n        total += x\n" +
  "    return total / len(xs)\n";
const after = "def mean(xs):\n    if not xs:\n        return 0.0\n    total = sum(xs)\n" +
  "    return total / len(xs)\n";

export const examples = {
  table: show.table([
    { arm: "base", passRatio: rate(0.41, 0.03), samples: 1000, note: "x".repeat(100) },
    { arm: "adapt <2>", passRatio: { value: 0.98, low: 0.9, high: 0.99 }, samples: undefined },
  ], { caption: "n = 100 tasks, seed 7", maxRows: 50 }),
  passRates: show.passRates([
    { arm: "claimed", rate: 0.41 },
    { arm: "author's artefact", rate: rate(0.056, 0.04) },
    { arm: "ours", rate: rate(0.738, 0.05) },
    { arm: "not run", rate: undefined },
  ], {
    title: "Pass ratio",
    subtitle: "mean over tasks of the share of tests that pass, with 95 % intervals over tasks",
    caption: "n = 164 tasks, 1 sample, seed 7. The claimed value has no interval in its source.",
  }),
  passAtKCurves: show.passAtKCurves(
    ["base", "adapt"].flatMap((arm, i) =>
      [1, 2, 5, 10].map((k) => ({
        arm,
        k,
        rate: rate(0.3 + 0.12 * Math.log2(k) + 0.1 * i, 0.06),
      }))
    ),
    { title: "pass@k", caption: "n = 40 tasks, 10 samples" },
  ),
  learningCurves: show.learningCurves(
    ["chosen", "rejected"].flatMap((series, i) =>
      Array.from({ length: 40 }, (_, step) => ({
        step: step * 10,
        value: (i ? -1 : 1) * Math.log1p(step) / 3,
        series,
      }))
    ),
    { title: "Rewards", y: "reward (nats)" },
  ),
  funnel: show.funnel([
    { step: "rows read", kept: 778_152, dropped: 0 },
    { step: "function of at most 1000 characters", kept: 502_113, dropped: 276_039 },
    { step: "no copy of an earlier function", kept: 410_250, dropped: 91_863 },
  ], { title: "From the file to the sample", caption: "invented" }),
  sizeCurves: show.sizeCurves(
    ["LoRA", "from scratch"].flatMap((series, i) =>
      [0, 200, 1000, 10_000].map((size, k) => ({
        series,
        size,
        rate: i && !k ? undefined : rate(0.35 - 0.3 * i + 0.12 * k, 0.06),
      }))
    ),
    { title: "Tasks solved by the size of the training set", caption: "n = 100 tasks" },
  ),
  scoresByVerdict: show.scoresByVerdict(
    ["CodeJudge", "CodeBERTScore"].flatMap((metric, i) =>
      Array.from({ length: 40 }, (_, k) => ({
        metric,
        score: (k * 7 % 40) / 80 + (i ? 0.4 : 0.5 * (k % 2)),
        passed: k % 2 === 1,
      }))
    ),
    { title: "Metrics against execution", label: "score" },
  ),
  errorKinds: show.errorKinds(
    ["base", "adapt"].flatMap((arm, i) => [
      { arm, kind: "failed", count: 30 - 8 * i },
      { arm, kind: "NameError", count: 12 + i },
      { arm, kind: "timeout", count: 1 },
    ]),
    { title: "Why programs fail" },
  ),
  beforeAfter: show.beforeAfter(
    Array.from({ length: 40 }, (_, i) => ({
      task: `own/${i}`,
      before: (i * 7 % 5) / 4,
      after: Math.min(1, Math.max(0, (i * 7 % 5) / 4 + ((i * 3) % 4 - 1) / 4)),
    })),
    { title: "Task by task", names: ["round 1", "round 2"] },
  ),
  rounds: show.rounds(
    ["base", "resample", "adapt"].flatMap((arm, i) =>
      [1, 2, 3].map((round) => ({ arm, round, rate: rate(0.3 + 0.05 * round * i, 0.08) }))
    ),
    { title: "Round by round", caption: "n = 40 tasks" },
  ),
  roundPanels: show.rounds(
    ["beta 0.5", "no likelihood term", "outcome", "variables"].flatMap((panel, i) =>
      ["changed", "unchanged"].flatMap((arm, j) =>
        [0, 1, 2].map((round) => (
          { panel, arm, round, rate: rate(0.4 + 0.06 * round * (i - 1) * (1 - j), 0.08) }
        ))
      )
    ),
    { label: "pass@1", x: "iteration", title: "Small multiples", caption: "n = 40 tasks" },
  ),
  codeDiff: show.codeDiff(before, after, { names: ["round 1", "round 2"] }),
  traceView: show.traceView(before, {
    status: "error",
    error: {
      type: "ZeroDivisionError",
      message: "division by zero",
      line: 5,
      stack: [],
      locals: {},
    },
    trace: {
      version: 1,
      total: 3000,
      dropped: 1800,
      values: ["[]", "0", "[1, 2]", "1", "3", "1.5"],
      lines: { 2: 2, 3: 4, 4: 2, 5: 2 },
      events: [
        { kind: "call", function: "mean", line: 1, depth: 1, changed: { xs: 2 } },
        { kind: "line", function: "mean", line: 2, depth: 1 },
        { kind: "line", function: "mean", line: 3, depth: 1, changed: { total: 1 } },
        { kind: "line", function: "mean", line: 4, depth: 1, changed: { x: 3 } },
        { kind: "line", function: "mean", line: 3, depth: 1, changed: { total: 3 } },
        { kind: "line", function: "mean", line: 5, depth: 1 },
        { kind: "return", function: "mean", line: 5, depth: 1, value: 5 },
        { kind: "call", function: "mean", line: 1, depth: 1, changed: { xs: 0 } },
        { kind: "line", function: "mean", line: 2, depth: 1 },
        { kind: "line", function: "mean", line: 5, depth: 1, changed: { total: 1 } },
        { kind: "exception", function: "mean", line: 5, depth: 1 },
      ],
    },
  }),
  searchCurves: show.searchCurves([
    { arm: "always", batch: 0, rate: rate(0.4, 0.14), accepted: true },
    { arm: "always", batch: 2, rate: rate(0.35, 0.14), accepted: true },
    { arm: "dev-improves", batch: 0, rate: rate(0.4, 0.14), accepted: true },
    { arm: "dev-improves", batch: 2, rate: rate(0.35, 0.14), accepted: false },
    { arm: "dev-improves", batch: 4, rate: rate(0.65, 0.14), accepted: true },
  ], { title: "Candidates on the development set", caption: "n = 40 tasks, seed 42" }),
  heatMap: show.heatMap(
    ["a", "b", "c", "d"].flatMap((y, i) =>
      [0, 2, 4].map((x) => ({ x, y, score: y === "d" && x === 4 ? undefined : Number(i < x) }))
    ),
    { x: "batch", y: "development task", title: "Each development task" },
  ),
};
