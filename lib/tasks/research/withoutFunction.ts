import { normalFunction } from "./normalFunction.ts";
import type { ResearchRow } from "./researchRow.ts";

/**
 * The file around a function, without it: what the augmented prompt shows. Undefined where the file is
 * unknown, where the function is not in it as it stands (then nobody can say what to take out), or
 * where the answer is still there afterwards: a second copy, with other comments or deeper indented.
 *
 * @example
 * ```ts
 * import { withoutFunction } from "tracelab/tasks";
 * const row = { function: "def f(x):\n    return x", full_code: "import math\n\ndef f(x):\n    return x\n\nE = math.e\n" };
 * withoutFunction(row); // "import math\n\nE = math.e\n"
 * ```
 */
export function withoutFunction(
  row: Pick<ResearchRow, "function"> & Partial<Pick<ResearchRow, "full_code">>,
): string | undefined {
  const file = row.full_code?.replace(/\r\n?/g, "\n");
  const code = row.function.replace(/\r\n?/g, "\n").trim();
  if (!file || !code) return undefined;
  const pieces = file.split(code);
  if (pieces.length === 1) return undefined;
  const rest = pieces.join("").replace(/[ \t]+$/gm, "").replace(/\n{3,}/g, "\n\n").trim();
  return holds(rest, code) ? undefined : `${rest}\n`;
}

/** Whether a file holds a function under any indentation, its comments and empty lines apart. */
function holds(file: string, code: string): boolean {
  const flat = (text: string) =>
    normalFunction(text).split("\n").map((line) => line.trim()).filter(Boolean).join("\n");
  return `\n${flat(file)}\n`.includes(`\n${flat(code)}\n`);
}
