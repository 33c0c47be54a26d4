/**
 * Shows a value in the running notebook: on Deno's kernel, on tslab, and as text where there is
 * no kernel.
 */
import { Buffer } from "node:buffer";
import { summarize, type Summary } from "../metrics/mod.ts";
import { Run } from "../runs/mod.ts";
import { denoJupyter } from "./denoJupyter.ts";
import { $display, type DisplayData, isDisplayable } from "./displayable.ts";
import { isFrame } from "./frame.ts";
import { scoreRows } from "./scoreRows.ts";
import { isRows, table } from "./table.ts";
import { isTask, taskPage, taskRows } from "./taskPage.ts";
import { bestType, tslabModule } from "./tslab.ts";

const isPng = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(1, 4)) === "PNG";

const UNREAD =
  "A stream that nobody has read: `await record(NAME, { tasks }, …)` keeps what it gives, " +
  "`for await (const one of …)` goes through it.";

/** What `summarize` gives. */
const isSummary = (value: unknown): value is Summary =>
  Array.isArray((value as Partial<Summary> | undefined)?.arms) &&
  typeof (value as Partial<Summary>).attempts === "number";

/**
 * Displays a value where the cell stands. Await it: an output that is still on its way when the
 * cell ends may be shown by another cell.
 *
 * Frames, arrays of rows and lists of tasks become tables, a task a page, a run and what `summarize` makes of it a table
 * of scores; what is promised is waited for; anything else that does not say how it
 * is shown is printed.
 *
 * @example
 * ```ts
 * import { display } from "tracelab";
 * await display([{ arm: "base", passRatio: 0.41 }, { arm: "adapt", passRatio: 0.47 }]);
 * ```
 */
export async function display(value: unknown): Promise<void> {
  const data = await displayData(value);
  const deno = denoJupyter();
  if (deno) return await deno.display(data, { raw: true });
  const tslab = tslabModule();
  if (tslab) {
    for (const type of tslabTypes(data)) tslab.display.raw(type, data[type]);
    return;
  }
  console.log(data["text/plain"] ?? `[${Object.keys(data).join(", ")}]`);
}

/**
 * What a value shows, by MIME type.
 *
 * @example
 * ```ts
 * import { show } from "tracelab";
 * const data = await show.displayData([{ arm: "base" }]);
 * Object.keys(data); // ["text/html", "text/plain"]
 * ```
 */
export async function displayData(given: unknown): Promise<DisplayData> {
  const value = await given; // `run.frame()` is a promise
  if (isDisplayable(value)) return await value[$display]();
  if (Array.isArray(value) && value.length > 0 && isTask(value[0]) && value.every(isTask)) {
    return table(taskRows(value))[$display]();
  }
  if (isFrame(value) || isRows(value)) return table(value)[$display]();
  if (isTask(value)) return taskPage(value)[$display]();
  if (value instanceof Run) return table(scoreRows(summarize(value)))[$display]();
  if (isSummary(value)) return table(scoreRows(value))[$display]();
  if (Object.prototype.toString.call(value) === "[object AsyncGenerator]") {
    return { "text/plain": UNREAD };
  }
  if (value instanceof Uint8Array && isPng(value)) {
    return {
      "image/png": Buffer.from(value).toString("base64"),
      "text/plain": `[image: ${value.length} bytes]`,
    };
  }
  return { "text/plain": typeof value === "string" ? value : await inspected(value) };
}

/** What tslab shows, and data for tools beside it. */
function tslabTypes(data: DisplayData): string[] {
  const best = bestType(data);
  const tools = Object.keys(data).filter((type) => type.startsWith("application/vnd.tracelab"));
  return best ? [best, ...tools] : tools;
}

async function inspected(value: unknown): Promise<string> {
  const { inspect } = await import("node:util");
  return inspect(value, { depth: 4, breakLength: 100 });
}
