/**
 * A Python program without what does not run: two of the same form are the same program but for comments,
 * docstrings, white space and how far blocks are indented. It is the sequence of tokens
 * (https://docs.python.org/3/reference/lexical_analysis.html), so that nothing inside a string is changed.
 */
import { createHash } from "node:crypto";
import { pythonTokens } from "../../tasks/mod.ts";

/** A logical line: how deep it stands, its tokens. */
interface Line {
  depth: number;
  tokens: string[];
  strings: boolean;
}

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
  const lines = logicalLines(code.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"));
  // A program that reads its docstrings runs them.
  const kept = /\b__doc__\b|\bhelp\s*\(|\bgetdoc\b|\bdoctest\b/.test(code)
    ? lines
    : withoutDocstrings(lines);
  const text = kept.map(({ depth, tokens }) => `${depth}\0${tokens.join("\0")}`).join("\n\0");
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

function logicalLines(code: string): Line[] {
  const lines: Line[] = [], indents = [0];
  for (const { kind, text, first, indent } of pythonTokens(code)) {
    if (kind === "comment") continue;
    // After a semicolon a statement begins, and no line.
    if (first && indent !== undefined || !lines.length) {
      lines.push({ depth: depthOf(indent ?? 0, indents), tokens: [], strings: true });
    }
    const line = lines.at(-1)!;
    line.tokens.push(text);
    if (kind !== "string") line.strings = false;
  }
  return lines;
}

/** How many blocks a line is in. */
function depthOf(column: number, indents: number[]): number {
  while (indents.length > 1 && column < indents.at(-1)!) indents.pop();
  if (column > indents.at(-1)!) indents.push(column);
  return indents.length - 1;
}

/** Without the texts that are a module's, a class's or a function's first statement. */
function withoutDocstrings(lines: readonly Line[]): Line[] {
  const text = ({ tokens, strings }: Line) =>
    strings && tokens.every((one) => /^[rRuU]?["']/.test(one));
  const opens = ({ tokens }: Line) =>
    tokens.at(-1) === ":" && /^(?:def|class|async)$/.test(tokens[0]);
  return lines.filter((line, i) => {
    if (!text(line)) return true;
    const before = lines[i - 1];
    return before && !(opens(before) && line.depth > before.depth);
  });
}
