/** Everything that makes something to look at. */
export * from "./displayable.ts";
export { displayData } from "./display.ts";
export { type Frame, frame } from "./frame.ts";
export type { Interval } from "./formatCell.ts";
export { escapeHtml } from "./html.ts";
export { type Row, table, TABLE_TYPE, type TableOptions } from "./table.ts";
export { taskPage } from "./taskPage.ts";
