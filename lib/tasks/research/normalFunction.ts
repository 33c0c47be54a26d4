import { stringEnd, type TornStrings } from "../pythonTokens.ts";

/**
 * A function without what does not change it: comments, white space at ends and in docstrings, empty
 * lines, and how far its body is indented, since a method that was cut out of its class begins at no
 * column, and its body at eight. Other strings stay as they are. Two rows of the same normal form are
 * copies.
 *
 * @example
 * ```ts
 * import { normalFunction } from "tracelab/tasks";
 * normalFunction("  def f(x):\n\n      return x  # same\n"); // "def f(x):\n    return x"
 * ```
 */
export function normalFunction(code: string): string {
  const strings: string[] = [];
  const text = withoutComments(code.replace(/\r\n?/g, "\n"), strings);
  const lines = text.replace(/\t/g, "    ").split("\n")
    .map((line) => line.trimEnd()).filter(Boolean);
  const head = lines.findIndex((line) => /^\s*(?:async\s+)?def\b/.test(line)) + 1 || 1;
  const body = lines.slice(head);
  const indent = body.reduce((least, line) => Math.min(least, line.search(/\S/)), Infinity);
  const form = [
    ...lines.slice(0, head).map((line) => line.trimStart()),
    ...body.map((line) => `    ${line.slice(indent)}`),
  ].join("\n");
  return strings.length ? form.replace(/\0(\d+)\0/g, (all, i) => strings[i] ?? all) : form;
}

/** Strings whose white space the form would change are taken out, too: a mark with their place stands for each. */
function withoutComments(code: string, strings: string[]): string {
  const mark = /["'#]/g, kept: string[] = [], torn: TornStrings = new Map();
  let from = 0;
  for (let found = mark.exec(code); found; found = mark.exec(code)) {
    const { index } = found;
    if (found[0] !== "#") {
      const end = stringEnd(code, index, torn);
      mark.lastIndex = end ?? index + 1;
      if (!end || !/[\t\n\0]/.test(code.slice(index, end)) || isDocstring(code, index)) continue;
      kept.push(code.slice(from, index), `\0${strings.push(code.slice(index, end)) - 1}\0`);
      from = end;
      continue;
    }
    const end = code.indexOf("\n", index);
    kept.push(code.slice(from, index));
    mark.lastIndex = from = end < 0 ? code.length : end;
  }
  return kept.length ? kept.join("") + code.slice(from) : code;
}

/** Whether a string is a statement of its own: nothing but a prefix stands before it, and its block's header above. */
function isDocstring(code: string, at: number): boolean {
  const line = code.lastIndexOf("\n", at) + 1;
  return /^\s*[rRuU]?$/.test(code.slice(line, at)) && code.slice(0, line).trimEnd().endsWith(":");
}
