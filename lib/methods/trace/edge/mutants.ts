/** Small slips a programmer makes, as replacements of the first match in a line. */
const slips: [RegExp, string][] = [
  [/ <= /, " < "],
  [/ >= /, " > "],
  [/ < /, " <= "],
  [/ > /, " >= "],
  [/ == /, " != "],
  [/ != /, " == "],
  [/ and /, " or "],
  [/ or /, " and "],
  [/\bnot /, ""],
  [/ \+ /, " - "],
  [/ - /, " + "],
  [/ \* /, " + "],
  [/ \/\/ /, " / "],
  [/ % /, " // "],
  [/\b0\b/, "1"],
  [/\b1\b/, "2"],
  [/\bTrue\b/, "False"],
  [/\bFalse\b/, "True"],
  [/\[1:\]/, ""],
  [/\[::-1\]/, ""],
  [/, reverse=True/, ""],
  [/\.lower\(\)/, ""],
  [/\.strip\(\)/, ""],
  [/\bsorted\(/, "list("],
  [/\bmax\(/, "min("],
  [/\bmin\(/, "max("],
];

/**
 * Programs that differ from the given one by a single small slip each, in order of line.
 *
 * @param most How many at most, spread evenly over the program. @default {12}
 *
 * @example
 * ```ts
 * import { mutants } from "tracelab/methods";
 * mutants("def f(x):\n    return x > 2 and x != 5")[0]; // "def f(x):\n    return x >= 2 and x != 5"
 * ```
 */
export function mutants(code: string, most = 12): string[] {
  const lines = code.split("\n");
  const found: string[] = [];
  lines.forEach((line, i) => {
    if (/^\s*(#|def |import |from |"""|''')/.test(line)) return;
    for (const [from, to] of slips) {
      const changed = line.replace(from, to);
      if (changed !== line) found.push(lines.with(i, changed).join("\n"));
    }
  });
  if (found.length <= most) return found;
  return Array.from({ length: most }, (_, i) => found[Math.floor((i * found.length) / most)]);
}
