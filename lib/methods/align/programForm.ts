/**
 * A Python program without what does not run: two of the same form are the same program but for comments,
 * docstrings, white space and how far blocks are indented. It is the sequence of tokens
 * (https://docs.python.org/3/reference/lexical_analysis.html), so that nothing inside a string is changed.
 */
import { createHash } from "node:crypto";
import { pythonLines, withoutDocstrings } from "../../tasks/mod.ts";

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
  const text = withoutDocstrings(pythonLines(code)).map(({ depth, tokens }) =>
    `${depth}\0${tokens.map(({ text }) => text).join("\0")}`
  ).join("\n\0");
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
