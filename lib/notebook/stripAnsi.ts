/**
 * Removes ANSI escape sequences (colours, cursor moves, links), which a notebook file would show as noise.
 *
 * @example
 * ```ts
 * import { stripAnsi } from "./stripAnsi.ts";
 * stripAnsi("\x1b[31mred\x1b[0m"); // "red"
 * ```
 */
export function stripAnsi(text: string): string {
  // deno-lint-ignore no-control-regex -- they are what is removed
  return text.replace(/\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])/g, "");
}
