import { type Chart, chart, type ChartOptions, legendOf } from "./chart.ts";
import { plainNumbers } from "./plainNumbers.ts";

/** A measurement while something is trained. */
export interface LearningPoint {
  step: number;
  value: number;
  /** The line it belongs to. @default {"value"} */
  series?: string;
  low?: number;
  high?: number;
}

/**
 * Values over training steps, a line a series, with a band where an interval is known.
 *
 * @example
 * ```ts
 * import { display, show } from "tracelab";
 * const points = [{ step: 0, value: 2.3 }, { step: 100, value: 1.1 }];
 * await display(show.learningCurves(points, { y: "loss (nats/token)" }));
 * ```
 */
export function learningCurves(
  points: Iterable<LearningPoint>,
  { x = "step", y, ...options }: ChartOptions & { x?: string; y: string },
): Chart {
  const rows = [...points].map(plainNumbers).map((point) => ({
    ...point,
    series: point.series ?? "value",
  }));
  const legend = legendOf(rows.map(({ series }) => series));
  const banded = rows.filter(({ low, high }) => low !== undefined && high !== undefined);
  return chart((Plot) => ({
    legend: legend.length > 1 ? legend : [],
    plot: {
      marginLeft: 60,
      marginBottom: 42,
      marginRight: 24,
      color: { domain: legend.map(({ label }) => label), range: legend.map(({ color }) => color) },
      x: { label: x, labelAnchor: "center", ...wholeTicks(rows.map(({ step }) => step)) },
      y: {
        label: y,
        labelAnchor: "center",
        grid: true,
        nice: true,
        ...wholeTicks(
          rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]),
        ),
      },
      marks: [
        Plot.areaY(banded, {
          x: "step",
          y1: "low",
          y2: "high",
          z: "series",
          fill: "series",
          fillOpacity: 0.18,
        }),
        Plot.lineY(rows, { x: "step", y: "value", z: "series", stroke: "series", strokeWidth: 2 }),
        ...rows.length <= 60
          ? [Plot.dot(rows, { x: "step", y: "value", fill: "series", r: 2.5 })]
          : [],
      ],
    },
  }), options);
}

/** Of few whole numbers each is a tick, and nothing between them: there is no batch 2.5. */
function wholeTicks(values: number[]) {
  const [low, high] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
  const span = high - low;
  if (!values.every(Number.isInteger) || !(span >= 1 && span <= 10)) return {};
  return { ticks: Array.from({ length: span + 1 }, (_, i) => low + i), tickFormat: "d" };
}
