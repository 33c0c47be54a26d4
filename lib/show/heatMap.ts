import { type Chart, chart, type ChartOptions } from "./chart.ts";

/** A cell of a heat map; one without a score is left blank. */
export interface HeatCell {
  /** The column. */
  x: string | number;
  /** The row. */
  y: string;
  /** From 0 to 1. */
  score?: number;
}

/** Orange for 0 and blue for 1, as in every chart of the house; between them a mixture. */
const colours = { scheme: ["#d55e00", "#e8e4da", "#0072b2"], names: ["fails", "passes"] };

/**
 * Scores by row and column: what a task's programs were worth, step by step. Rows are sorted by their
 * mean, the best first.
 *
 * @example
 * ```ts
 * import { display, show } from "tracelab";
 * const cells = [{ x: 0, y: "task 1", score: 0 }, { x: 1, y: "task 1", score: 1 }];
 * await display(show.heatMap(cells, { x: "batch", y: "task" }));
 * ```
 */
export function heatMap(
  cells: Iterable<HeatCell>,
  { x, y, ...options }: ChartOptions & { x: string; y: string },
): Chart {
  const given = [...cells];
  const sums = new Map<string, [sum: number, n: number]>();
  for (const { y, score } of given) {
    const [sum, n] = sums.get(y) ?? [0, 0];
    sums.set(y, score === undefined ? [sum, n] : [sum + score, n + 1]);
  }
  const mean = (row: string) => (sums.get(row)![0]) / Math.max(1, sums.get(row)![1]);
  const rows = [...sums.keys()].sort((a, b) => mean(b) - mean(a) || (a < b ? -1 : 1));
  const columns = [...new Set(given.map(({ x }) => x))];
  const [fails, passes] = [colours.scheme[0], colours.scheme[2]];
  return chart((Plot) => ({
    legend: [{ label: colours.names[1], color: passes }, { label: colours.names[0], color: fails }],
    plot: {
      marginLeft: 24,
      marginBottom: 42,
      height: Math.max(120, 60 + 7 * rows.length),
      color: { type: "linear", domain: [0, 0.5, 1], range: colours.scheme },
      x: { type: "band", domain: columns, label: x, labelAnchor: "center", padding: 0.04 },
      y: { type: "band", domain: rows, label: y, labelAnchor: "center", ticks: [], padding: 0.12 },
      marks: [
        Plot.cell(given.filter(({ score }) => score !== undefined), {
          x: "x",
          y: "y",
          fill: "score",
        }),
      ],
    },
  }), options);
}
