import { type Chart, chart, type ChartOptions, legendOf } from "./chart.ts";
import type { Measure } from "../base/mod.ts";
import { formatCell } from "./formatCell.ts";
import { plainNumbers } from "./plainNumbers.ts";

/** A rate of an arm in one round. */
export interface RoundRate {
  arm: string;
  /** From 1 on, or from 0, where 0 is before the first. */
  round: number;
  rate: Measure;
  /** The small chart that it stands in, where there are several. */
  panel?: string;
}

/**
 * Rates round by round, a line with its intervals an arm; arms stand slightly apart to keep the
 * intervals readable. Rates with a `panel` are drawn as small multiples, a chart a panel on the same axes.
 *
 * @example
 * ```ts
 * import { display, show } from "tracelab";
 * const rate = { value: 0.41, low: 0.32, high: 0.51 };
 * await display(show.rounds([{ arm: "base", round: 1, rate }]));
 * ```
 */
export function rounds(
  rates: Iterable<RoundRate>,
  { label = "pass ratio", x = "round", ...options }:
    & ChartOptions
    & { label?: string; x?: string } = {},
): Chart {
  const given = [...rates].map(plainNumbers)
    .map((row) => ({ ...row, rate: plainNumbers(row.rate) }));
  const legend = legendOf(given.map(({ arm }) => arm));
  const shift = new Map(
    legend.map(({ label }, i) => [label, (i - (legend.length - 1) / 2) * 0.05]),
  );
  const panels = [...new Set(given.flatMap(({ panel }) => panel ?? []))];
  const across = panels.length === 4 ? 2 : 3;
  const placeOf = (panel: string) => {
    const i = panels.indexOf(panel);
    return { column: i % across, line: Math.floor(i / across) };
  };
  const facet = panels.length ? { fx: "column", fy: "line" } : {};
  const rows = given.map(({ arm, round, rate, panel }) => ({
    arm,
    ...(panel === undefined ? {} : placeOf(panel)),
    ...rate,
    text: `${arm}, ${x} ${round}: ${formatCell(rate, 3)}`,
    round: round + shift.get(arm)!,
  }));
  const first = Math.min(1, ...given.map(({ round }) => round));
  const last = Math.max(1, ...given.map(({ round }) => round));
  return chart((Plot) => ({
    legend,
    plot: {
      marginLeft: 56,
      marginBottom: 42,
      color: { domain: legend.map(({ label }) => label), range: legend.map(({ color }) => color) },
      x: {
        domain: [first - 0.2, last + 0.2],
        ticks: Array.from({ length: last - first + 1 }, (_, i) => first + i),
        tickFormat: "d",
        label: x,
        labelAnchor: "center",
      },
      y: { domain: [0, 1], label: `${label} (0–1)`, labelAnchor: "center", grid: true },
      ...(panels.length && {
        height: 60 + 160 * Math.ceil(panels.length / across),
        marginTop: 24,
        fx: { axis: null },
        // A panel's name stands above it, where no rate can be.
        fy: { axis: null, padding: 0.18 },
      }),
      marks: [
        ...(panels.length
          ? [
            Plot.frame({ stroke: "currentColor", strokeOpacity: 0.3 }),
            Plot.text(panels.map((text) => ({ text, ...placeOf(text) })), {
              ...facet,
              text: "text",
              frameAnchor: "top-left",
              lineAnchor: "bottom",
              dy: -5,
              fontWeight: 600,
            }),
          ]
          : []),
        Plot.ruleX(rows, {
          ...facet,
          x: "round",
          y1: "low",
          y2: "high",
          stroke: "arm",
          strokeWidth: 1.5,
        }),
        Plot.lineY(rows, { ...facet, x: "round", y: "value", stroke: "arm", strokeWidth: 2 }),
        Plot.dot(rows, {
          ...facet,
          x: "round",
          y: "value",
          fill: "arm",
          r: panels.length ? 3 : 4,
          title: "text",
        }),
      ],
    },
  }), options);
}
