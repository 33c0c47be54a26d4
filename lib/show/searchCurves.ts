import { type Chart, chart, type ChartOptions, legendOf } from "./chart.ts";
import type { Measure } from "../base/mod.ts";
import { plainNumbers } from "./plainNumbers.ts";

/** A candidate of a search on the development set. */
export interface SearchPoint {
  /** The search it belongs to. */
  arm: string;
  /** How far the search was. */
  batch: number;
  rate: Measure;
  accepted: boolean;
}

/**
 * The candidates of searches over their batches: a filled dot was accepted, a hollow one rejected; a
 * line joins what was accepted.
 *
 * @example
 * ```ts
 * import { display, show } from "tracelab";
 * const rate = { value: 0.6, low: 0.44, high: 0.74 };
 * await display(show.searchCurves([{ arm: "dev-improves", batch: 1, rate, accepted: true }]));
 * ```
 */
export function searchCurves(
  points: Iterable<SearchPoint>,
  { label = "development tasks solved", ...options }: ChartOptions & { label?: string } = {},
): Chart {
  const given = [...points].map((point) => ({
    ...plainNumbers(point),
    rate: plainNumbers(point.rate),
  }));
  const legend = legendOf(given.map(({ arm }) => arm));
  const shift = new Map(
    legend.map(({ label }, i) => [label, (i - (legend.length - 1) / 2) * 0.06]),
  );
  const rows = given.map(({ arm, batch, rate, accepted }) => ({
    arm,
    accepted,
    batch: batch + shift.get(arm)!,
    ...rate,
  }));
  const accepted = rows.filter((row) => row.accepted);
  const last = Math.max(1, ...given.map(({ batch }) => batch));
  return chart((Plot) => ({
    legend,
    plot: {
      marginLeft: 56,
      marginBottom: 42,
      color: { domain: legend.map(({ label }) => label), range: legend.map(({ color }) => color) },
      x: {
        domain: [-0.3, last + 0.3],
        ticks: Array.from({ length: last + 1 }, (_, i) => i),
        tickFormat: "d",
        label: "batch (0: the initial prompt)",
        labelAnchor: "center",
      },
      y: { domain: [0, 1], label: `${label} (0–1)`, labelAnchor: "center", grid: true },
      marks: [
        Plot.ruleX(rows, { x: "batch", y1: "low", y2: "high", stroke: "arm", strokeWidth: 1.5 }),
        Plot.lineY(accepted, {
          x: "batch",
          y: "value",
          z: "arm",
          stroke: "arm",
          curve: "step-after",
        }),
        Plot.dot(accepted, { x: "batch", y: "value", fill: "arm", r: 4.5 }),
        Plot.dot(rows.filter((row) => !row.accepted), {
          x: "batch",
          y: "value",
          stroke: "arm",
          strokeWidth: 2,
          r: 4.5,
        }),
      ],
    },
  }), options);
}
