/**
 * Shows a value in the running notebook: on Deno's kernel, on tslab, and as text where there is
 * no kernel.
 */
import { denoJupyter } from "./denoJupyter.ts";
import { $display, type DisplayData, isDisplayable } from "./displayable.ts";
import { isFrame } from "./frame.ts";
import { isRows, table } from "./table.ts";
import { isTask, taskPage } from "./taskPage.ts";
import { bestType, tslabModule } from "./tslab.ts";

/**
 * Displays a value where the cell stands. Await it: an output that is still on its way when the
 * cell ends may be shown by another cell.
 *
 * Frames and arrays of rows become tables, tasks a page; anything else that does not say how it
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
export async function displayData(value: unknown): Promise<DisplayData> {
  if (isDisplayable(value)) return await value[$display]();
  if (isFrame(value) || isRows(value)) return table(value)[$display]();
  if (isTask(value)) return taskPage(value)[$display]();
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
