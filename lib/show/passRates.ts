import { type Chart, chart, type ChartOptions, COLORS } from "./chart.ts";
import type { Measure } from "../base/mod.ts";
import { formatCell } from "./formatCell.ts";
import { plainNumbers } from "./plainNumbers.ts";

/** A rate of an arm, or a single number where no interval is known (a published value). */
export interface Rate {
  arm: string;
  rate?: Measure | number;
}

/**
 * Rates by arm with their intervals, one line an arm. A rate that was not measured keeps its line, empty.
 *
 * @example
 * ```ts
 * import { display, show } from "tracelab";
 * const rate = { value: 0.41, low: 0.32, high: 0.51 };
 * await display(show.passRates([{ arm: "base", rate }], { label: "pass@1" }));
 * ```
 */
export function passRates(
  rows: Iterable<Rate>,
  { label = "pass ratio", ...options }: ChartOptions & { label?: string } = {},
): Chart {
  const given = [...rows];
  if (given.length && !given.some((row) => "rate" in row)) {
    throw new RangeError(
      `passRates takes rows { arm, rate }, these have ${Object.keys(given[0]).join(", ")}: ` +
        'compareArms(run, "base").map(({ arm, solved }) => ({ arm, rate: solved })) makes them',
    );
  }
  const points = given.map(plainNumbers).map(({ arm, rate }) => {
    const known = typeof rate === "number" ? { value: rate } : rate && plainNumbers(rate);
    return { arm, text: formatCell(rate, 3), ...known };
  });
  const longest = Math.max(0, ...points.map(({ arm }) => arm.length));
  return chart((Plot) => ({
    plot: {
      height: 76 + points.length * 34,
      marginTop: 28,
      marginLeft: Math.min(260, 24 + longest * 7),
      marginRight: 24,
      marginBottom: 42,
      x: { domain: [0, 1], label: `${label} (0–1)`, labelAnchor: "center", grid: true },
      y: { domain: points.map(({ arm }) => arm), label: null, tickSize: 0 },
      marks: [
        Plot.ruleY(points.filter((point) => "low" in point), {
          x1: "low",
          x2: "high",
          y: "arm",
          stroke: COLORS[0],
          strokeWidth: 3,
          strokeLinecap: "round",
        }),
        Plot.dot(points.filter((point) => "value" in point), {
          x: "value",
          y: "arm",
          r: 5,
          fill: COLORS[0],
          title: ({ arm, text }) => `${arm}: ${text}`,
        }),
        Plot.text(points, {
          x: ({ value = 0 }) => Math.min(0.9, Math.max(0.1, value)), // the text stays inside
          y: "arm",
          text: (point) => point.text || "not measured",
          dy: -13,
        }),
      ],
    },
  }), options);
}
