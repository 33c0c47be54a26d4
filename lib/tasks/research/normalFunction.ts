/**
 * A function without what does not change it: comments, white space at ends, empty lines, and how far
 * its lines are indented together. Two rows of the same normal form are copies.
 *
 * @example
 * ```ts
 * import { normalFunction } from "tracelab/tasks";
 * normalFunction("  def f(x):\n\n      return x  # same\n"); // "def f(x):\n    return x"
 * ```
 */
export function normalFunction(code: string): string {
  const lines = withoutComments(code.replace(/\r\n?/g, "\n")).replace(/\t/g, "    ").split("\n")
    .map((line) => line.trimEnd()).filter(Boolean);
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join("\n");
}

const strings = /("""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|#[^\n]*/g;

const withoutComments = (code: string) => code.replace(strings, (_, string) => string ?? "");
