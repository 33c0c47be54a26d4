/** Everything that makes something to look at. */
export * from "./beforeAfter.ts";
export { type Chart, chart, type ChartOptions, COLORS, type Drawing } from "./chart.ts";
export * from "./codeDiff.ts";
export * from "./displayable.ts";
export { displayData } from "./display.ts";
export * from "./errorKinds.ts";
export { type Frame, frame } from "./frame.ts";
export type { Measure as Interval } from "../base/mod.ts";
export { escapeHtml } from "./html.ts";
export { scoreRows } from "./scoreRows.ts";
export { type Row, table, TABLE_TYPE, type TableOptions } from "./table.ts";
export { taskPage } from "./taskPage.ts";
export * from "./learningCurves.ts";
export * from "./passAtKCurves.ts";
export * from "./passRates.ts";
export * from "./rounds.ts";
export * from "./traceView.ts";
