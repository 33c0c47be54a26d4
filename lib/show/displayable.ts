/** Values that know how a notebook shows them. */

/** Data by MIME type, as Jupyter displays it. */
export type DisplayData = Record<string, unknown>;

/**
 * The method Deno's kernel looks for on a cell's last value, and {@linkcode display} on any.
 *
 * @example
 * ```ts
 * import { display, show } from "tracelab";
 * const own = { [show.$display]: () => ({ "text/html": "<b>own</b>" }) };
 * await display(own);
 * ```
 */
export const $display: unique symbol = Symbol.for("Jupyter.display") as never;

export interface Displayable {
  [$display](): DisplayData | Promise<DisplayData>;
}

/**
 * Whether a value says itself how a notebook shows it.
 *
 * @example
 * ```ts
 * import { show } from "tracelab";
 * show.isDisplayable(show.table([{ arm: "base" }])); // true
 * ```
 */
export function isDisplayable(value: unknown): value is Displayable {
  return (typeof value === "object" || typeof value === "function") && value !== null &&
    typeof (value as Partial<Displayable>)[$display] === "function";
}
