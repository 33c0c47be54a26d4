/**
 * Values as JSON lines that other readers take: half a character (a lone surrogate), for which UTF-8 has
 * no place, becomes U+FFFD.
 *
 * @example
 * ```ts
 * import { jsonLines } from "./jsonLines.ts";
 * jsonLines([{ a: 1 }, { a: "\ud800" }]); // '{"a":1}\n{"a":"\ufffd"}\n'
 * ```
 */
export function jsonLines(values: Iterable<unknown>): string {
  const whole = (_: string, value: unknown) =>
    typeof value === "string" ? value.toWellFormed() : value;
  return Array.from(values, (value) => `${JSON.stringify(value, whole)}\n`).join("");
}
