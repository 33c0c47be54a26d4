/** Values that know how a notebook shows them. */

/** Data by MIME type, as Jupyter displays it. */
export type DisplayData = Record<string, unknown>;

/** The method Deno's kernel looks for on a cell's last value, and {@linkcode display} on any. */
export const $display: unique symbol = Symbol.for("Jupyter.display") as never;

export interface Displayable {
  [$display](): DisplayData | Promise<DisplayData>;
}

export function isDisplayable(value: unknown): value is Displayable {
  return (typeof value === "object" || typeof value === "function") && value !== null &&
    typeof (value as Partial<Displayable>)[$display] === "function";
}
