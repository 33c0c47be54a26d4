import { pythonStrings } from "./pythonStrings.ts";

/**
 * Python that Lezer's grammar does not know, in forms of the same length that it does: parenthesised `with`,
 * some patterns and subjects of `match`, decorators of any expression, bare `yield`, `1.`, starred
 * subscripts, `/` in a lambda, `print` as a name. Only for reading: names keep their places.
 */
export function lezerForms(text: string): string {
  const plain = text
    .replace(/\f/g, " ")
    .replace(/(\d)\.(?![\w.])/g, "$10")
    .replace(/(\d)\.(?=(?:if|else|and|or|in|is|not|for)\b)/g, "$1 ")
    .replace(/(\d)\.(?=\.[a-z])/g, "$10")
    .replace(/\byield\b(?=[ \t]*(?:$|[)\],;:#}]))/gm, "None ")
    .replace(/\bprint\b(?=\s*(?:[-+*/%]?=|[:,;]|$|(?:and|or|if|in|is|not)\b))/gm, "_rint")
    .replace(/(?<=[[,:(]\s{0,80}|\b(?:in|for|match|case)[ \t]{1,8})\*(?=[\w(])/g, " ")
    .replace(/:=(?=[<>^=\d])/g, ":<")
    .replace(/:=/g, "+ ")
    .replace(
      /^([ \t]*@)(?![\w.]+(?:\([^()\n]*\))?[ \t]*(?:#.*)?$)([^#\n]+)$/gm,
      (_, at, rest) => at + "_".repeat(rest.length),
    )
    .replace(
      /\blambda\b[^:\n]*\/[ \t]*[,:]/g,
      (found) => found.replace(/\/(?=[ \t]*[,:]$)/, "_"),
    );
  return headers(plain);
}

/** The headers of `with`, `match` and `case` as ones of `with` without names behind `as`. */
function headers(text: string): string {
  const pattern = /^([ \t]*(?:async[ \t]+)?)(with|match|case)\b(?=[ \t([{"'])/gm;
  if (text.search(pattern) < 0) return text;
  const strings = pythonStrings(text);
  let result = "", last = 0, matched = false;
  for (const match of text.matchAll(pattern)) {
    const [, margin, word] = match;
    const from = match.index + margin.length;
    if (from < last || strings.some(([a, b]) => a < from && from < b)) continue;
    const to = colon(text, from, strings);
    if (to === undefined) continue;
    if (word === "match") {
      if (!/^[ \t]*(?:#.*)?(?:\n[ \t]*(?:#.*)?)*\n[ \t]+case\b/.test(text.slice(to + 1))) continue;
      matched = true;
    } else if (word === "case" && !matched) continue;
    const body = text.slice(from + word.length, to)
      .replace(/\bas\b/g, "or")
      .replace(/\bif\b/g, word === "case" ? "or" : "if")
      .replace(/,([ \t]*)$/, " $1");
    result += text.slice(last, from) + "with".padEnd(word.length) + body;
    last = to;
  }
  return result + text.slice(last);
}

/** Where the colon stands that ends a header. */
function colon(
  text: string,
  from: number,
  strings: readonly [number, number][],
): number | undefined {
  let depth = 0, lambdas = 0;
  let next = strings.findIndex(([, to]) => to > from);
  if (next < 0) next = strings.length;
  for (let at = from; at < text.length; at++) {
    if (next < strings.length && at >= strings[next][0]) {
      at = strings[next++][1] - 1;
      continue;
    }
    const letter = text[at];
    if ("([{".includes(letter)) depth++;
    else if (")]}".includes(letter)) depth--;
    else if (letter === "#") {
      at = text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at) - 1;
    } else if (letter === "\n" && depth === 0 && text[at - 1] !== "\\") return undefined;
    else if (depth === 0 && text.startsWith("lambda", at) && !/\w/.test(text[at - 1])) lambdas++;
    else if (letter === ":" && depth === 0 && lambdas-- === 0) return at;
  }
  return undefined;
}
