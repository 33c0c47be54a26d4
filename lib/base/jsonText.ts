/**
 * Reads JSON without touching its numbers: JavaScript turns `1.0` into `1`, loses the digits of large
 * integers and refuses the `NaN` that Python writes, and each of these changes verdicts.
 */

const whitespace = /\s/;

function skipSpace(text: string, at: number): number {
  while (at < text.length && whitespace.test(text[at])) at++;
  return at;
}

function endOfString(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 34) return i + 1;
  }
  throw new SyntaxError(`unterminated string at ${at}`);
}

/** The index after the value that begins at `at`. */
function endOfValue(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return endOfString(text, at);
  if (first !== "{" && first !== "[") {
    let end = at;
    while (end < text.length && !/[\s,\]}]/.test(text[end])) end++;
    if (end === at) throw new SyntaxError(`no value at ${at}`);
    return end;
  }
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) i = endOfString(text, i) - 1;
    else if (code === 91 || code === 123) depth++;
    else if ((code === 93 || code === 125) && --depth === 0) return i + 1;
  }
  throw new SyntaxError(`unclosed ${first} at ${at}`);
}

function afterComma(text: string, comma: number): number {
  const at = skipSpace(text, comma + 1);
  if (/[\]}]/.test(text[at])) throw new SyntaxError(`nothing after the comma at ${comma}`);
  return at;
}

/**
 * The fields of a JSON object as their JSON text; a repeated key keeps its last value.
 *
 * @throws {SyntaxError} when the text is not one object
 */
export function jsonFields(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  let at = skipSpace(text, 0);
  if (text[at] !== "{") throw new SyntaxError("not a JSON object");
  at = skipSpace(text, at + 1);
  while (text[at] !== "}") {
    if (text[at] !== '"') throw new SyntaxError(`no key at ${at}`);
    const keyEnd = endOfString(text, at);
    const key = JSON.parse(text.slice(at, keyEnd));
    at = skipSpace(text, keyEnd);
    if (text[at] !== ":") throw new SyntaxError(`no colon at ${at}`);
    at = skipSpace(text, at + 1);
    const end = endOfValue(text, at);
    fields.set(key, text.slice(at, end));
    at = skipSpace(text, end);
    if (text[at] === ",") at = afterComma(text, at);
    else if (text[at] !== "}") throw new SyntaxError(`no comma at ${at}`);
  }
  if (skipSpace(text, at + 1) !== text.length) throw new SyntaxError(`text after the object`);
  return fields;
}

/**
 * The items of a JSON array as their JSON text.
 *
 * @throws {SyntaxError} when the text is not one array
 *
 * @example
 * ```ts
 * import { jsonItems } from "tracelab/tasks";
 * jsonItems("[1.0, 12345678901234567890]"); // ["1.0", "12345678901234567890"]: no digit is lost
 * ```
 */
export function jsonItems(text: string): string[] {
  const items: string[] = [];
  let at = skipSpace(text, 0);
  if (text[at] !== "[") throw new SyntaxError("not a JSON array");
  at = skipSpace(text, at + 1);
  while (text[at] !== "]") {
    const end = endOfValue(text, at);
    items.push(text.slice(at, end));
    at = skipSpace(text, end);
    if (text[at] === ",") at = afterComma(text, at);
    else if (text[at] !== "]") throw new SyntaxError(`no comma at ${at}`);
  }
  if (skipSpace(text, at + 1) !== text.length) throw new SyntaxError(`text after the array`);
  return items;
}
