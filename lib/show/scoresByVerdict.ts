import { median } from "d3-array";
import { seededRandom } from "../base/mod.ts";
import { type Chart, chart, type ChartOptions, COLORS } from "./chart.ts";
import { plainNumbers } from "./plainNumbers.ts";

/** What a metric says of a program, and what execution says. */
export interface ScoredProgram {
  score: number;
  passed: boolean;
  /** The metric's name, where there are several: a panel each. @default {"score"} */
  metric?: string;
}

/**
 * A metric against correctness: a dot a program, those that passed above those that did not, a line at
 * each median. Where both rows look alike the metric does not measure correctness.
 *
 * @example
 * ```ts
 * import { display, show } from "tracelab";
 * await display(show.scoresByVerdict([{ score: 0.9, passed: true }, { score: 0.8, passed: false }]));
 * ```
 */
export function scoresByVerdict(
  programs: Iterable<ScoredProgram>,
  { label = "score", ...options }: ChartOptions & { label?: string } = {},
): Chart {
  const random = seededRandom(1);
  const rows = [...programs].map(plainNumbers).map(({ score, passed, metric = label }) => ({
    score,
    metric,
    y: (passed ? 1 : 0) + (random() - 0.5) * 0.6,
    verdict: passed ? "passed" : "not passed",
  }));
  const colors = { domain: ["passed", "not passed"], range: [COLORS[2], COLORS[1]] };
  const metrics = [...new Set(rows.map(({ metric }) => metric))];
  const medians = metrics.flatMap((metric) =>
    colors.domain.flatMap((verdict) => {
      const scores = rows.filter((row) => row.metric === metric && row.verdict === verdict)
        .map(({ score }) => score);
      const middle = median(scores), at = Number(verdict === "passed");
      return middle === undefined
        ? []
        : [{ metric, verdict, score: middle, low: at - 0.4, high: at + 0.4 }];
    })
  );
  return chart((Plot) => ({
    plot: {
      height: 60 + 120 * Math.max(1, metrics.length),
      marginLeft: 84,
      marginRight: metrics.length > 1 ? 130 : 24,
      marginBottom: 42,
      color: colors,
      x: { label, labelAnchor: "center", grid: true, nice: true },
      y: {
        domain: [-0.5, 1.5],
        ticks: [0, 1],
        tickFormat: (value: number) => value ? "passed" : "not passed",
        label: null,
        tickSize: 0,
      },
      ...(metrics.length > 1 ? { fy: { label: null } } : {}),
      marks: [
        Plot.dot(rows, {
          x: "score",
          y: "y",
          ...(metrics.length > 1 ? { fy: "metric" } : {}),
          fill: "verdict",
          fillOpacity: 0.6,
          r: 3,
        }),
        Plot.ruleX(medians, {
          x: "score",
          y1: "low",
          y2: "high",
          ...(metrics.length > 1 ? { fy: "metric" } : {}),
          stroke: "verdict",
          strokeWidth: 3,
        }),
      ],
    },
  }), options);
}
