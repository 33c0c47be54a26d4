import { type Chart, chart, type ChartOptions, legendOf } from "./chart.ts";
import { plainNumbers } from "./plainNumbers.ts";

/** How often a kind of error occurs, by arm where there are several. */
export interface ErrorKind {
  kind: string;
  count: number;
  arm?: string;
}

/**
 * Bars of error kinds, the most frequent first; arms beside each other.
 *
 * @example
 * ```ts
 * import { display, show } from "tracelab";
 * await display(show.errorKinds([{ kind: "TypeError", count: 12 }, { kind: "syntax", count: 3 }]));
 * ```
 */
export function errorKinds(kinds: Iterable<ErrorKind>, options: ChartOptions = {}): Chart {
  const rows = [...kinds].map(plainNumbers)
    .map((row) => ({ ...row, kind: String(row.kind), arm: row.arm ?? "all" }));
  const legend = legendOf(rows.map(({ arm }) => arm));
  const totals = new Map<string, number>();
  for (const { kind, count } of rows) totals.set(kind, (totals.get(kind) ?? 0) + count);
  const order = [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([kind]) =>
    kind
  );
  const longest = order.reduce((most, kind) => Math.max(most, kind.length), 0);
  const left = Math.min(240, 24 + longest * 7), bar = legend.length > 1 ? 16 : 24;
  const most = rows.reduce((most, { count }) => Math.max(most, count), 1);
  return chart((Plot) => ({
    legend: legend.length > 1 ? legend : [],
    plot: {
      height: 60 + order.length * (bar * legend.length + 8),
      marginLeft: left,
      marginRight: 48,
      marginBottom: 42,
      color: { domain: legend.map(({ label }) => label), range: legend.map(({ color }) => color) },
      x: {
        domain: [0, most],
        label: "programs",
        labelAnchor: "center",
        grid: true,
        ticks: Math.min(8, most),
        tickFormat: "d",
      },
      y: { domain: legend.map(({ label }) => label), axis: null, padding: 0.08 },
      fy: { domain: order, label: null, padding: 0.15 },
      facet: { marginLeft: left },
      marks: [
        Plot.barX(rows, { x: "count", y: "arm", fy: "kind", fill: "arm" }),
        Plot.text(rows, {
          x: "count",
          y: "arm",
          fy: "kind",
          text: "count",
          dx: 6,
          textAnchor: "start",
        }),
        Plot.axisFy({ anchor: "left", label: null, dx: -6 }),
      ],
    },
  }), options);
}
