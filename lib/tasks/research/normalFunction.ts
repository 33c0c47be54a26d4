import { stringEnd } from "../pythonTokens.ts";

/**
 * A function without what does not change it: comments, white space at ends, empty lines, and how far
 * its body is indented, since a method that was cut out of its class begins at no column, and its body at
 * eight. Two rows of the same normal form are copies.
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
  const head = lines.findIndex((line) => /^\s*(?:async\s+)?def\b/.test(line)) + 1 || 1;
  const body = lines.slice(head);
  const indent = body.reduce((least, line) => Math.min(least, line.search(/\S/)), Infinity);
  return [
    ...lines.slice(0, head).map((line) => line.trimStart()),
    ...body.map((line) => `    ${line.slice(indent)}`),
  ].join("\n");
}

function withoutComments(code: string): string {
  const mark = /["'#]/g, kept: string[] = [];
  let from = 0;
  for (let found = mark.exec(code); found; found = mark.exec(code)) {
    const { index } = found;
    if (found[0] !== "#") {
      mark.lastIndex = stringEnd(code, index) ?? index + 1;
      continue;
    }
    const end = code.indexOf("\n", index);
    kept.push(code.slice(from, index));
    mark.lastIndex = from = end < 0 ? code.length : end;
  }
  return kept.length ? kept.join("") + code.slice(from) : code;
}
