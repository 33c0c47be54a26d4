/** Where the strings of a text are, so that nothing in them is taken for a fence, a tag or a token. */

const strings =
  /#[^\n]*|[rbuf]{0,2}("""|''')(?:\\[^]|(?!\1)[^])*\1|"""|'''|[rbuf]{0,2}"(?:\\[^]|[^"\\\n])*"|[rbuf]{0,2}'(?:\\[^]|[^'\\\n])*'/gi;

/** The ranges `[from, to)` of closed string literals, in order. Quotes of prose may pass for one on their line. */
export function pythonStrings(text: string): [number, number][] {
  const ranges: [number, number][] = [];
  for (const match of text.matchAll(strings)) {
    if (!/^(?:#|"""$|'''$)/.test(match[0])) {
      ranges.push([match.index, match.index + match[0].length]);
    }
  }
  return ranges;
}

/** The ranges of triple-quoted strings and of comments. */
export function pythonQuotations(text: string): [number, number][] {
  return [...text.matchAll(strings)].filter(([found, quote]) => quote || found[0] === "#").map((
    { 0: found, index },
  ) => [index, index + found.length]);
}

/** The ranges of comments, as of strings; a heading of Markdown is one, too. */
function pythonComments(text: string): [number, number][] {
  return [...text.matchAll(strings)].filter(([found]) => found[0] === "#").map((
    { 0: found, index },
  ) => [index, index + found.length]);
}

/** A comment may speak of a token: one that ends it stands last on its line, with no code behind it. */
function endsComment(text: string, from: number, to: number): boolean {
  const rest = text.slice(from, to).replace(/<[^<>\n]*>|\[\/?[A-Z]+\]|`{3,}/g, "");
  const next = text.slice(to + 1, to + 200).split("\n", 1)[0];
  return /^\s*(?:assistant|user|system)?\s*$/.test(rest) &&
    !/^[ \t]+\S|^(?:def|class|import|from|return|@|#|\w+ ?=|\w+\()/.test(next);
}

/** The text with triple-quoted strings blank, line for line. */
export function withoutLongStrings(text: string): string {
  return text.replace(
    strings,
    (found, quote) => quote ? `${quote}${found.replace(/[^\n]/g, "")}${quote}` : found,
  );
}

/**
 * Replaces what `pattern` finds outside of strings; in a comment only what may end a text there, and only
 * with `comments` set.
 */
export function replaceOutsideStrings(
  text: string,
  pattern: RegExp,
  replace: (match: RegExpMatchArray) => string,
  { comments = "all" }: { comments?: "all" | "ends" | "none" } = {},
): string {
  if (text.search(pattern) < 0) return text;
  const ranges = pythonStrings(text);
  const spared = comments === "all" ? [] : pythonComments(text);
  let comment = 0;
  let result = "", last = 0, next = 0;
  for (const match of text.matchAll(pattern)) {
    while (next < ranges.length && ranges[next][1] <= match.index) next++;
    if (next < ranges.length && ranges[next][0] < match.index) continue;
    while (comment < spared.length && spared[comment][1] <= match.index) comment++;
    const within = comment < spared.length && spared[comment][0] < match.index;
    if (within && (comments === "none" || !endsComment(text, match.index, spared[comment][1]))) {
      continue;
    }
    result += text.slice(last, match.index) + replace(match);
    last = match.index + match[0].length;
  }
  return result + text.slice(last);
}
