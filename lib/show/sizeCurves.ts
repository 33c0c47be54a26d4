import type { Measure } from "../base/mod.ts";
import { type Chart, chart, type ChartOptions, legendOf } from "./chart.ts";
import { plainNumbers } from "./plainNumbers.ts";

/** A rate of what was trained on so many examples. */
export interface SizeRate {
  series: string;
  size: number;
  rate?: Measure | number;
}

/**
 * Rates by the size of the training set, a line with its intervals a series. Sizes stand at equal
 * distances, whatever lies between them; 0 is the model before any training.
 *
 * @example
 * ```ts
 * import { display, show } from "tracelab";
 * const rate = { value: 0.41, low: 0.32, high: 0.51 };
 * await display(show.sizeCurves([{ series: "LoRA", size: 200, rate }]));
 * ```
 */
export function sizeCurves(
  rates: Iterable<SizeRate>,
  { label = "pass rate", ...options }: ChartOptions & { label?: string } = {},
): Chart {
  const given = [...rates].map(plainNumbers);
  const sizes = [...new Set(given.map(({ size }) => size))].sort((a, b) => a - b);
  const legend = legendOf(given.map(({ series }) => series));
  const shift = new Map(
    legend.map(({ label }, i) => [label, (i - (legend.length - 1) / 2) * 0.06]),
  );
  const rows = given.flatMap(({ series, size, rate }) => {
    if (rate === undefined) return [];
    const known = typeof rate === "number" ? { value: rate } : plainNumbers(rate);
    return [{ series, x: sizes.indexOf(size) + shift.get(series)!, ...known }];
  }).sort((a, b) => a.x - b.x);
  return chart((Plot) => ({
    legend,
    plot: {
      marginLeft: 56,
      marginBottom: 42,
      marginRight: 24,
      color: { domain: legend.map(({ label }) => label), range: legend.map(({ color }) => color) },
      x: {
        domain: [-0.3, Math.max(1, sizes.length) - 0.7],
        ticks: sizes.map((_, i) => i),
        tickFormat: (i: number) => sizes[i]?.toLocaleString("en-US") ?? "",
        label: "training examples",
        labelAnchor: "center",
      },
      y: { domain: [0, 1], label: `${label} (0–1)`, labelAnchor: "center", grid: true },
      marks: [
        Plot.ruleX(rows.filter((row) => "low" in row), {
          x: "x",
          y1: "low",
          y2: "high",
          stroke: "series",
          strokeOpacity: 0.5,
          strokeWidth: 2,
        }),
        Plot.lineY(rows, { x: "x", y: "value", z: "series", stroke: "series", strokeWidth: 2 }),
        Plot.dot(rows, { x: "x", y: "value", fill: "series", r: 4 }),
      ],
    },
  }), options);
}
