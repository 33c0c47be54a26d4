import { type Chart, chart, type ChartOptions, COLORS } from "./chart.ts";
import { plainNumbers } from "./plainNumbers.ts";

/** What a filter left, and what it took. */
export interface FunnelRow {
  step: string;
  kept: number;
  dropped: number;
}

/**
 * What is left of rows, filter after filter: a bar of what was kept, pale what was dropped there.
 *
 * @example
 * ```ts
 * import { display, show } from "tracelab";
 * await display(show.funnel([
 *   { step: "read", kept: 100, dropped: 0 },
 *   { step: "short enough", kept: 80, dropped: 20 },
 * ]));
 * ```
 */
export function funnel(steps: Iterable<FunnelRow>, options: ChartOptions = {}): Chart {
  const rows = [...steps].map(plainNumbers);
  const longest = rows.reduce((most, { step }) => Math.max(most, step.length), 0);
  const most = rows.reduce((most, { kept, dropped }) => Math.max(most, kept + dropped), 1);
  const count = (n: number) => n.toLocaleString("en-US");
  return chart((Plot) => ({
    legend: [{ label: "kept", color: COLORS[0] }, { label: "dropped", color: COLORS[1] }],
    plot: {
      height: 62 + rows.length * 26,
      marginLeft: Math.min(300, 16 + longest * 6.6),
      marginRight: 136,
      marginBottom: 42,
      x: { domain: [0, most], label: "rows", labelAnchor: "center", grid: true, ticks: 5 },
      y: { domain: rows.map(({ step }) => step), label: null, tickSize: 0, padding: 0.25 },
      marks: [
        Plot.barX(rows, { x1: 0, x2: "kept", y: "step", fill: COLORS[0] }),
        Plot.barX(rows, {
          x1: "kept",
          x2: (row) => row.kept + row.dropped,
          y: "step",
          fill: COLORS[1],
          fillOpacity: 0.35,
        }),
        Plot.text(rows, {
          x: (row) => row.kept + row.dropped,
          y: "step",
          text: (row) => count(row.kept) + (row.dropped ? ` (−${count(row.dropped)})` : ""),
          dx: 6,
          textAnchor: "start",
        }),
      ],
    },
  }), options);
}
