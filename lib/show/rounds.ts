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
}

/**
 * Rates round by round, a line with its intervals an arm; arms stand slightly apart to keep the
 * intervals readable.
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
  const rows = given.map(({ arm, round, rate }) => ({
    arm,
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
      marks: [
        Plot.ruleX(rows, {
          x: "round",
          y1: "low",
          y2: "high",
          stroke: "arm",
          strokeWidth: 1.5,
        }),
        Plot.lineY(rows, { x: "round", y: "value", stroke: "arm", strokeWidth: 2 }),
        Plot.dot(rows, { x: "round", y: "value", fill: "arm", r: 4, title: "text" }),
      ],
    },
  }), options);
}
