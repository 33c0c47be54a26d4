import { pythonDefinitions } from "./pythonDefinitions.ts";
import { type PythonToken, pythonTokens } from "../pythonTokens.ts";

/**
 * Whether a text gives a function away: it defines it again, under any name, indentation, type hints,
 * docstrings, comments, quotes and spaces, or does so in comments or inside a string. What is no function
 * of Python is looked for token by token.
 */
export function showsFunction(text: string, code: string): boolean {
  // Nothing is read of a text that has no function, or not all of its words.
  if (/^\s*(?:async\s+)?def\b/.test(code) && !/\bdef\b/.test(text)) return false;
  const tokens = withoutComments(code);
  const begins = tokens.find(({ first, text }) => first && text !== "@")?.text;
  const [own] = begins === "def" || begins === "async" ? pythonDefinitions(code) : [];
  const wanted = own ?? tokens;
  const words = new Set(wanted.flatMap(({ kind, text }) => kind === "word" ? text : []));
  words.delete("def");
  if (![...words].sort((a, b) => b.length - a.length).every((word) => text.includes(word))) {
    return false;
  }
  const key = keyOf(wanted);
  for (const view of views(text)) {
    const found = own
      ? pythonDefinitions(view).some((form) => keyOf(form) === key)
      : keyOf(withoutComments(view)).includes(key);
    if (found) return true;
  }
  return false;
}

/** The marks of other languages' comments are none, either. */
const withoutComments = (code: string) =>
  pythonTokens(code).filter(({ kind, text }) => kind !== "comment" && text !== "//");

const keyOf = (tokens: PythonToken[]) => `\0${tokens.map(({ text }) => text).join("\0")}\0`;

/** A text, and what stands in its comments and in its strings of several lines. */
function* views(text: string, depth = 3): Generator<string> {
  yield text;
  if (!depth) return;
  // A line of code ends what was commented out before it.
  if (/^[ \t]*(?:#|\/\/)/m.test(text)) {
    const lines = text.split("\n").map((line) => {
      const [mark] = line.match(/^[ \t]*(?:#|\/\/)+[ \t]?/) ?? [];
      return mark ? line.slice(mark.length) : line.trim() && "pass";
    });
    yield* views(lines.join("\n"), depth - 1);
  }
  for (const { kind, text: string } of pythonTokens(text)) {
    if (kind !== "string" || !string.includes("\n")) continue;
    const inside = string.replace(/^\w*("""|''')([^]*)\1$/, "$2");
    yield* views(inside.replace(/^[ \t]*(?:>>>|\.\.\.) ?/gm, ""), depth - 1);
  }
}
