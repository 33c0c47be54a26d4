import { type Chart, chart, type ChartOptions, COLORS } from "./chart.ts";
import { plainNumbers } from "./plainNumbers.ts";

/** A task's score in two conditions. */
export interface BeforeAfter {
  task: string;
  before: number;
  after: number;
}

/**
 * A slope a task from before to after; tasks with the same two scores share a line, drawn thicker.
 *
 * @example
 * ```ts
 * import { display, show } from "tracelab";
 * const rows = [{ task: "HumanEval/0", before: 0.2, after: 1 }];
 * await display(show.beforeAfter(rows, { names: ["round 1", "round 2"] }));
 * ```
 */
export function beforeAfter(
  tasks: Iterable<BeforeAfter>,
  { names = ["before", "after"], label = "pass ratio", ...options }: ChartOptions & {
    names?: [string, string];
    label?: string;
  } = {},
): Chart {
  const groups = new Map<string, BeforeAfter & { count: number; change: string }>();
  // In order, so that the chart is the same in whichever order the tasks were finished.
  const ordered = [...tasks].map(plainNumbers).sort((a, b) =>
    a.before - b.before || a.after - b.after || (a.task < b.task ? -1 : 1)
  );
  for (const row of ordered) {
    const { before, after } = row, key = `${before} ${after}`;
    const change = after > before ? "better" : after < before ? "worse" : "same";
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { ...row, count: 1, change });
  }
  const rows = [...groups.values()];
  const colors = { better: COLORS[0], worse: COLORS[1], same: "#8c959f" };
  const legend = Object.entries(colors).map(([change, color]) => {
    const count = rows.reduce((sum, row) => sum + (row.change === change ? row.count : 0), 0);
    return { label: `${count} ${change}`, color };
  });
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return chart((Plot) => ({
    legend,
    plot: {
      marginLeft: 60,
      marginRight: 60,
      marginBottom: 30,
      color: { domain: Object.keys(colors), range: Object.values(colors) },
      x: { type: "point", domain: names, label: null, padding: 0.2 },
      y: { domain: [0, 1], label: `${label} of a task (0–1)`, labelAnchor: "center", grid: true },
      marks: [
        Plot.link(rows, {
          x1: () => names[0],
          x2: () => names[1],
          y1: "before",
          y2: "after",
          stroke: "change",
          strokeWidth: ({ count }) => 1.5 + 6 * Math.sqrt((count - 1) / most),
          strokeOpacity: 0.7,
          strokeLinecap: "round",
          title: ({ task, count }) => count > 1 ? `${task} and ${count - 1} more` : task,
        }),
        Plot.dot(rows, { x: () => names[0], y: "before", fill: "change", r: 3.5 }),
        Plot.dot(rows, { x: () => names[1], y: "after", fill: "change", r: 3.5 }),
      ],
    },
  }), options);
}
