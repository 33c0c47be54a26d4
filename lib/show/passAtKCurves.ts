import { type Chart, chart, type ChartOptions, legendOf } from "./chart.ts";
import type { Measure } from "../base/mod.ts";
import { plainNumbers } from "./plainNumbers.ts";

/** pass@k of an arm for one k. */
export interface PassAtKPoint {
  arm: string;
  k: number;
  rate: Measure;
}

/**
 * pass@k over k, a line with its band an arm; k on a logarithmic axis.
 *
 * @example
 * ```ts
 * import { display, show } from "tracelab";
 * const rate = { value: 0.41, low: 0.32, high: 0.51 };
 * await display(show.passAtKCurves([{ arm: "base", k: 1, rate }]));
 * ```
 */
export function passAtKCurves(points: Iterable<PassAtKPoint>, options: ChartOptions = {}): Chart {
  const rows = [...points].map(plainNumbers)
    .map(({ arm, k, rate }) => ({ arm, k, ...plainNumbers(rate) }));
  const legend = legendOf(rows.map(({ arm }) => arm));
  const ks = [...new Set(rows.map(({ k }) => k))].sort((a, b) => a - b);
  return chart((Plot) => ({
    legend,
    plot: {
      marginLeft: 56,
      marginBottom: 42,
      color: { domain: legend.map(({ label }) => label), range: legend.map(({ color }) => color) },
      x: {
        type: "log",
        base: 2,
        ticks: ks,
        tickFormat: String,
        label: "k (samples)",
        labelAnchor: "center",
      },
      y: { domain: [0, 1], label: "pass@k (0–1)", labelAnchor: "center", grid: true },
      marks: [
        Plot.areaY(rows, { x: "k", y1: "low", y2: "high", fill: "arm", fillOpacity: 0.18 }),
        Plot.lineY(rows, { x: "k", y: "value", stroke: "arm", strokeWidth: 2 }),
        Plot.dot(rows, { x: "k", y: "value", fill: "arm", r: 3.5 }),
      ],
    },
  }), options);
}
