import { pythonTokens } from "../pythonTokens.ts";

/**
 * A function as it stands alone, its lines ended by `\n`: what its first line is indented by is taken from
 * every line. The text of a method as a syntax tree gives it begins without its indentation, and only its
 * other lines have it: with a decorator it would not be read otherwise. A string of several lines keeps
 * its text where that is not as far indented.
 *
 * @example
 * ```ts
 * import { dedented } from "tracelab/tasks";
 * dedented("    @property\n    def f(self):\r\n        return 1\n"); // "@property\ndef f(self):\n    return 1\n"
 * dedented("@property\n    def f(self):\n        return 1"); // the same, without a line's end
 * ```
 */
export function dedented(code: string): string {
  const lines = code.replace(/\r\n?/g, "\n").replace(/^(?:[ \t\f]*\n)+/, "").split("\n");
  const indent = spaceOf(lines[0]) || spaceBelow(lines);
  if (!indent) return lines.join("\n");
  const kept = linesKept(lines, indent);
  return lines.map((line, i) =>
    kept.has(i) ? line : line.startsWith(indent) ? line.slice(indent.length) : line.trim() && line
  ).join("\n");
}

const spaceOf = (line: string) => line.match(/^[ \t]*/)![0];

/** Of a decorated function whose first line has lost its indentation: that of its `def`. */
function spaceBelow(lines: string[]): string {
  if (!lines[0].startsWith("@")) return "";
  const below = lines.find((line) => /^[ \t]*(?:async[ \t]+)?(?:def|class)\b/.test(line));
  return below ? spaceOf(below) : "";
}

/** Lines that are the inside of a string which has less indented ones. */
function linesKept(lines: string[], indent: string): Set<number> {
  const code = lines.join("\n"), kept = new Set<number>();
  let at = 0, line = 0;
  for (const { kind, text, at: begin } of pythonTokens(code)) {
    if (kind !== "string" || !text.includes("\n")) continue;
    for (; at < begin; at++) if (code[at] === "\n") line++;
    const inside = text.split("\n").slice(1);
    if (inside.every((each) => !each.trim() || each.startsWith(indent))) continue;
    inside.forEach((_, i) => kept.add(line + 1 + i));
  }
  return kept;
}
