/** What a Python program is written of, read without recursion: a file of any length, torn or not. */

export interface PythonToken {
  kind: "word" | "string" | "comment" | "mark";
  text: string;
  /** Where it begins. */
  at: number;
  /** Whether it is the first of a statement: of a logical line, or after a semicolon. */
  first: boolean;
  /** Of a line's first token: how far it is indented. */
  indent?: number;
}

/**
 * The end of the string that begins with the quote at a place; undefined where none does: a string of one
 * quote ends in its line, unless a backslash ends that. Such a quote is a mark of its own.
 */
export function stringEnd(code: string, at: number): number | undefined {
  const quote = code[at], three = quote.repeat(3);
  if (code.startsWith(three, at)) {
    for (let i = at + 3; i < code.length; i++) {
      if (code[i] === "\\") i++;
      else if (code[i] === quote && code.startsWith(three, i)) return i + 3;
    }
  }
  for (let i = at + 1; i < code.length && code[i] !== "\n"; i++) {
    if (code[i] === quote) return i + 1;
    if (code[i] === "\\") i++; // a line's end, too
  }
  return undefined;
}

const operator = String.raw`\*\*=?|\/\/=?|>>=?|<<=?|->|\.\.\.|[!=<>+\-*\/%&|^@:]=|[^]`;
const piece = new RegExp(`[ \\t\\f]+|\\n|#[^\\n]*|\\\\\\n|[\\p{L}\\p{N}_]+|${operator}`, "yu");

/** The tokens, comments too; `to` ends them early, after a token that it is told. */
export function pythonTokens(
  code: string,
  from = 0,
  to: (token: PythonToken) => boolean = () => false,
): PythonToken[] {
  const tokens: PythonToken[] = [];
  let at = from, open = 0, first = true, indent: number | undefined = 0;
  while (at < code.length) {
    piece.lastIndex = at;
    const [text] = piece.exec(code)!;
    if (/^[ \t\f\\]/.test(text) && text !== "\\") {
      if (indent !== undefined && text[0] !== "\\") indent = columns(text);
      at += text.length;
      continue;
    }
    if (text === "\n") {
      if (!open) first = true;
      indent = 0;
      at++;
      continue;
    }
    let end = at + text.length, kind: PythonToken["kind"] = "mark";
    const quote = /^(?:[rbfut]{1,2})$/i.test(text) ? end : at;
    const closed = code[quote] === '"' || code[quote] === "'" ? stringEnd(code, quote) : undefined;
    if (closed !== undefined) [kind, end] = ["string", closed];
    else if (text[0] === "#") kind = "comment";
    else if (/[\p{L}\p{N}_]/u.test(text)) kind = "word";
    const token = { kind, text: code.slice(at, end), at, first, indent };
    if (to(token)) break;
    tokens.push(token);
    at = end;
    indent = undefined;
    if (kind === "comment") continue;
    first = !open && text === ";";
    if (kind === "mark" && "([{".includes(text)) open++;
    if (kind === "mark" && ")]}".includes(text)) open = Math.max(0, open - 1);
  }
  return tokens;
}

/** How far white space indents; a tab goes on to the next multiple of eight. */
export function columns(space: string): number {
  let column = 0;
  for (const one of space) column = one === "\t" ? column - column % 8 + 8 : column + 1;
  return column;
}

/** A logical line: how many blocks it is in, its tokens without comments. */
export interface PythonLine {
  depth: number;
  tokens: PythonToken[];
}

/** The logical lines of a program; after a semicolon a statement begins, and no line. */
export function pythonLines(code: string): PythonLine[] {
  const lines: PythonLine[] = [], indents = [0];
  for (const token of pythonTokens(code)) {
    const { kind, first, indent } = token;
    if (kind === "comment") continue;
    if (first && indent !== undefined || !lines.length) {
      lines.push({ depth: depthOf(indent ?? 0, indents), tokens: [] });
    }
    lines.at(-1)!.tokens.push(token);
  }
  return lines;
}

/** How many blocks a column is in; `indents` are those that are open. */
function depthOf(column: number, indents: number[]): number {
  while (indents.length > 1 && column < indents.at(-1)!) indents.pop();
  if (column > indents.at(-1)!) indents.push(column);
  return indents.length - 1;
}
