/**
 * The functions that a text defines, each in a form in which copies are equal: whatever their name, type
 * hints, defaults, docstrings, comments, decorators, quotes, spaces and lines are.
 */
import { plainString } from "../plainString.ts";
import { columns, type PythonToken, pythonTokens } from "../pythonTokens.ts";

const start = /^([ \t]*)(?:async[ \t]+)?def[ \t]+([\p{L}\p{N}_]+)[ \t]*[([]/gmu;

/** The forms of all definitions in a text, nested ones and methods too; bodies of nothing but a docstring have none. */
export function pythonDefinitions(text: string): PythonToken[][] {
  return Array.from(text.matchAll(start), (found) => {
    const [{ length }, space, name] = found;
    const indent = columns(space);
    let begun = false;
    const tokens = pythonTokens(text, found.index + length - 1, (token) => {
      const out = begun && token.kind !== "comment" && token.first &&
        token.indent !== undefined && token.indent <= indent;
      begun = true;
      return out;
    }).filter(({ kind }) => kind !== "comment");
    return formOf(tokens, name);
  }).filter((form) => form.length);
}

/** The tokens of parameters and body that count. */
function formOf(tokens: PythonToken[], name: string): PythonToken[] {
  const form: PythonToken[] = [];
  const at = header(tokens, 0, form);
  const before = form.length;
  body(tokens, at, form);
  if (form.length === before) return [];
  // A copy under another name calls itself by that.
  return form.map((token) => token.text === name ? { ...token, text: "def" } : plainString(token))
    .filter(({ text }, i, all) => text !== "," || !/^[)\]}]$/.test(all[i + 1]?.text ?? ""));
}

/** Parameters without hints and defaults; the place after the colon that ends the header. */
function header(tokens: PythonToken[], from: number, form: PythonToken[]): number {
  let i = from;
  // Type parameters.
  if (tokens[i]?.text === "[") i = closing(tokens, i) + 1;
  const end = closing(tokens, i);
  let open = 0, more = false;
  for (const token of tokens.slice(i, end + 1)) {
    const mark = token.kind === "mark" ? token.text : "";
    if (mark && ")]}".includes(mark)) open--;
    if (open === 1 && mark === "," || open === 0) more = false;
    if (open === 1 && (mark === ":" || mark === "=")) more = true;
    if (!more) form.push(token);
    if (mark && "([{".includes(mark)) open++;
  }
  for (i = end + 1; i < tokens.length && tokens[i].text !== ":"; i++) {
    // What is said of the result may have colons in brackets.
    if (/^[[({]$/.test(tokens[i].text)) i = closing(tokens, i);
  }
  return i + 1;
}

/** Statements without hints, docstrings and other lone strings. */
function body(tokens: PythonToken[], from: number, form: PythonToken[]): void {
  for (let i = from, end; i < tokens.length; i = end) {
    end = i + 1;
    while (end < tokens.length && !tokens[end].first) end++;
    const statement = tokens.slice(i, end).filter(({ text }) => text !== ";" && text !== "\\");
    if (statement.every(({ kind }) => kind === "string")) continue;
    const named = statement[0].text === "async" ? 2 : 1;
    if (statement[named - 1]?.text === "def") {
      form.push(...statement.slice(named - 1, named + 1));
      const rest = header(statement, named + 1, form);
      const same = statement.slice(rest);
      if (!same.every(({ kind }) => kind === "string")) form.push(...same);
      continue;
    }
    form.push(...withoutHint(statement));
  }
}

/** `x: int = 3` as `x = 3`, and nothing of `x: int`. */
function withoutHint(statement: PythonToken[]): PythonToken[] {
  const colon = statement.findIndex(({ text }) => text === ":");
  const target = statement.slice(0, colon);
  const hinted = colon > 0 && !["else", "try", "finally"].includes(target[0].text) &&
    target.every(({ kind, text }, i) => i % 2 ? text === "." : kind === "word");
  if (!hinted) return statement;
  let open = 0;
  const equals = statement.findIndex(({ text }, i) => {
    if (i <= colon) return false;
    if (/^[[({]$/.test(text)) open++;
    if (/^[\])}]$/.test(text)) open--;
    return !open && text === "=";
  });
  return equals < 0 ? [] : [...target, ...statement.slice(equals)];
}

/** Where the bracket that opens at a place closes. */
function closing(tokens: PythonToken[], from: number): number {
  let open = 0;
  for (let i = from; i < tokens.length; i++) {
    if (tokens[i].kind !== "mark") continue;
    if ("([{".includes(tokens[i].text)) open++;
    if (")]}".includes(tokens[i].text) && --open <= 0) return i;
  }
  return tokens.length;
}
