import type { PythonLine } from "./pythonTokens.ts";

/**
 * A program's lines without the texts that are a class's or a function's first statement: they do not run,
 * unless the program reads them.
 */
export function withoutDocstrings(lines: readonly PythonLine[]): PythonLine[] {
  const all = lines.flatMap(({ tokens }) => tokens);
  if (all.some(({ text }) => readers.has(text))) return [...lines];
  return lines.filter((line, i) => {
    if (!isText(line)) return true;
    const before = lines[i - 1];
    return before && !(opens(before) && line.depth > before.depth);
  });
}

const readers = new Set(["__doc__", "help", "getdoc", "getsource", "doctest"]);

const isText = ({ tokens }: PythonLine) =>
  tokens.every(({ kind, text }) => kind === "string" && /^[rRuU]?["']/.test(text));

const opens = ({ tokens }: PythonLine) =>
  tokens.at(-1)!.text === ":" && /^(?:def|class|async)$/.test(tokens[0].text);
