/**
 * A Python program without what does not run: two of the same form are the same program but for comments,
 * docstrings, white space and how far blocks are indented. It is the sequence of tokens
 * (https://docs.python.org/3/reference/lexical_analysis.html), so that nothing inside a string is changed.
 */
import { createHash } from "node:crypto";
import { type PythonLine, pythonLines } from "../../tasks/mod.ts";

/**
 * The form of a program, as a short hash.
 *
 * @example
 * ```ts
 * import { programForm } from "./programForm.ts";
 * import assert from "node:assert/strict";
 * assert.equal(programForm("def f(x):\n  return x+1 # more\n"), programForm("def f( x ):\n    'Adds.'\n    return x + 1\n"));
 * assert.notEqual(programForm("x = 'a b'"), programForm("x = 'a  b'"));
 * ```
 */
export function programForm(code: string): string {
  const lines = pythonLines(code);
  // A program that reads its docstrings, or its own text, runs them.
  const kept = /\b__doc__\b|\bhelp\s*\(|\bgetdoc\b|\bgetsource\b|\bdoctest\b/.test(code)
    ? lines
    : withoutDocstrings(lines);
  const text = kept.map(({ depth, tokens }) =>
    `${depth}\0${tokens.map(({ text }) => text).join("\0")}`
  ).join("\n\0");
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

/** Without the texts that are a module's, a class's or a function's first statement. */
function withoutDocstrings(lines: readonly PythonLine[]): PythonLine[] {
  const text = ({ tokens }: PythonLine) =>
    tokens.every(({ kind, text }) => kind === "string" && /^[rRuU]?["']/.test(text));
  const opens = ({ tokens }: PythonLine) =>
    tokens.at(-1)!.text === ":" && /^(?:def|class|async)$/.test(tokens[0].text);
  return lines.filter((line, i) => {
    if (!text(line)) return true;
    const before = lines[i - 1];
    return before && !(opens(before) && line.depth > before.depth);
  });
}
