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
  /** The bracket that it is in; a bracket itself is in the one around it. */
  inside?: PythonBracket;
}

/** An open bracket. */
export interface PythonBracket {
  mark: "(" | "[" | "{";
  outer?: PythonBracket;
  /** It, and all around it, are parentheses. */
  plain: boolean;
}

/**
 * What a reader of a whole text knows: by their quotes, from where to where no string ends. Which quotes a
 * backslash takes does not depend on where the reading began, so that none that begins there is read again.
 */
export type TornStrings = Map<string, [from: number, to: number]>;

/**
 * The end of the string that begins with the quote at a place; undefined where none does: a string of one
 * quote ends in its line, unless a backslash ends that. Such a quote is a mark of its own. The fields of an
 * f-string are code, and may hold strings of the same quotes (Python 3.12).
 */
export function stringEnd(
  code: string,
  at: number,
  torn: TornStrings = new Map(),
): number | undefined {
  return isFormatted(code, at) && formattedEnd(code, at, 0, torn) || plainEnd(code, at, torn);
}

const formatted = /(?:^|[^\p{L}\p{N}\p{M}_])(?:[ft]r?|r[ft])$/iu;
const isFormatted = (code: string, at: number) =>
  formatted.test(code.slice(Math.max(0, at - 3), at));

function plainEnd(code: string, at: number, torn: TornStrings): number | undefined {
  const quote = code[at], three = quote.repeat(3);
  return code.startsWith(three, at) && closed(code, at, three, torn) ||
    closed(code, at, quote, torn);
}

/** The end of what these quotes, one or three, open. */
function closed(code: string, at: number, quotes: string, torn: TornStrings): number | undefined {
  const [from, to] = torn.get(quotes) ?? [0, 0];
  if (from <= at && at < to) return undefined;
  let i = at + quotes.length;
  for (; i < code.length && (quotes.length === 3 || code[i] !== "\n"); i++) {
    if (code[i] === "\\") i++; // a line's end, too
    else if (code.startsWith(quotes, i)) return i + quotes.length;
  }
  torn.set(quotes, [at, i]);
  return undefined;
}

/** CPython's own limit of f-strings inside f-strings: no text is read deeper than that. */
const deepest = 150;

function formattedEnd(
  code: string,
  at: number,
  depth: number,
  torn: TornStrings,
): number | undefined {
  if (depth > deepest) return undefined;
  const raw = /r/i.test(code.slice(Math.max(0, at - 2), at)); // its prefix has two letters at most
  const three = code[at].repeat(3), quote = code.startsWith(three, at) ? three : code[at];
  for (let i = at + quote.length; i < code.length; i++) {
    if (code.startsWith(quote, i)) return i + quote.length;
    if (code[i] === "\n" && quote.length === 1) return undefined;
    if (!raw && code.startsWith("\\N{", i)) {
      i = code.indexOf("}", i) < 0 ? code.length : code.indexOf("}", i);
    } else if (code[i] === "\\" && !/[{}]/.test(code[i + 1])) i++;
    else if (code.startsWith("{{", i)) i++;
    else if (code[i] === "{") {
      const end = fieldEnd(code, i + 1, quote, depth, torn);
      if (!end) return undefined;
      i = end - 1;
    }
  }
  return undefined;
}

/** The end of a field, after its brace: an expression, and after a colon how it is written. */
function fieldEnd(
  code: string,
  at: number,
  quote: string,
  depth: number,
  torn: TornStrings,
): number | undefined {
  if (depth > deepest) return undefined;
  let open = 0, format = false;
  for (let i = at; i < code.length; i++) {
    const mark = code[i];
    if (mark === "}" && !open) return i + 1;
    let end: number | undefined = i + 1;
    if (format) {
      if (code.startsWith(quote, i)) return undefined;
      if (mark === "{") end = fieldEnd(code, i + 1, quote, depth + 1, torn);
    } else if (mark === '"' || mark === "'") {
      // No second way to read it: one in each of n strings would be 2ⁿ readings.
      end = isFormatted(code, i) ? formattedEnd(code, i, depth + 1, torn) : plainEnd(code, i, torn);
    } else if (mark === "#") end = code.indexOf("\n", i) + 1 || undefined;
    else if ("([{".includes(mark)) open++;
    else if (")]}".includes(mark)) open--;
    else if (mark === ":" && !open) format = true;
    if (!end) return undefined;
    i = end - 1;
  }
  return undefined;
}

const operator = String.raw`\*\*=?|\/\/=?|>>=?|<<=?|->|\.\.\.|[!=<>+\-*\/%&|^@:]=|[^]`;
const piece = new RegExp(
  `[ \\t\\f]+|\\n|#[^\\n]*|\\\\\\n|[\\p{L}\\p{N}\\p{M}_]+|${operator}`,
  "yu",
);

/** The tokens, comments too; `to` ends them early, after a token that it is told. */
export function pythonTokens(
  code: string,
  from = 0,
  to: (token: PythonToken) => boolean = () => false,
): PythonToken[] {
  const tokens: PythonToken[] = [], torn: TornStrings = new Map();
  let at = from, inside: PythonBracket | undefined, first = true, indent: number | undefined = 0;
  while (at < code.length) {
    piece.lastIndex = at;
    const [text] = piece.exec(code)!;
    if (/^[ \t\f\\]/.test(text) && text !== "\\") {
      if (indent !== undefined && text[0] !== "\\") indent = columns(text);
      at += text.length;
      continue;
    }
    if (text === "\n") {
      if (!inside) first = true;
      indent = 0;
      at++;
      continue;
    }
    let end = at + text.length, kind: PythonToken["kind"] = "mark";
    const quote = /^(?:[rbfut]{1,2})$/i.test(text) ? end : at;
    const string = code[quote] === '"' || code[quote] === "'"
      ? stringEnd(code, quote, torn)
      : undefined;
    if (string !== undefined) [kind, end] = ["string", string];
    else if (text[0] === "#") kind = "comment";
    else if (/[\p{L}\p{N}\p{M}_]/u.test(text)) kind = "word";
    if (kind === "mark" && /^[)\]}]$/.test(text)) inside = inside?.outer;
    const token = { kind, text: code.slice(at, end), at, first, indent, inside };
    if (to(token)) break;
    tokens.push(token);
    at = end;
    indent = undefined;
    if (kind === "comment") continue;
    first = !inside && text === ";";
    if (kind !== "mark" || !isOpening(text)) continue;
    inside = { mark: text, outer: inside, plain: text === "(" && (inside?.plain ?? true) };
  }
  return tokens;
}

const isOpening = (text: string): text is PythonBracket["mark"] => /^[(\[{]$/.test(text);

/** How far white space indents; a tab goes on to the next multiple of eight, a form feed begins anew. */
export function columns(space: string): number {
  let column = 0;
  for (const one of space) {
    column = one === "\t" ? column - column % 8 + 8 : one === "\f" ? 0 : column + 1;
  }
  return column;
}

/** A logical line: how many blocks it is in, its tokens without comments. */
export interface PythonLine {
  depth: number;
  tokens: PythonToken[];
}

/**
 * The logical lines of a program, whichever way its lines end; after a semicolon a statement begins, and no
 * line.
 */
export function pythonLines(program: string): PythonLine[] {
  const code = program.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
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

const compound = /^(?:if|elif|else|for|while|with|try|except|finally|def|class|async)$/;

/** A line's statements: what opens a block with its colon, then what stands behind it, between semicolons. */
export function statementsOf({ tokens }: PythonLine): PythonToken[][] {
  const parts: PythonToken[][] = [[]];
  let opens = compound.test(tokens[0]?.text ?? "");
  for (const token of tokens) {
    const { kind, text, inside } = token;
    const ends = !inside && kind === "mark" && (text === ";" || opens && text === ":");
    if (text !== ";" || !ends) parts.at(-1)!.push(token);
    if (!ends) continue;
    parts.push([]);
    opens = false;
  }
  return parts.filter(({ length }) => length);
}

/** How many blocks a column is in; `indents` are those that are open. */
function depthOf(column: number, indents: number[]): number {
  while (indents.length > 1 && column < indents.at(-1)!) indents.pop();
  if (column > indents.at(-1)!) indents.push(column);
  return indents.length - 1;
}
