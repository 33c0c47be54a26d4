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

/** Replaces what `pattern` finds outside of strings. */
export function replaceOutsideStrings(
  text: string,
  pattern: RegExp,
  replace: (match: RegExpMatchArray) => string,
): string {
  if (text.search(pattern) < 0) return text;
  const ranges = pythonStrings(text);
  let result = "", last = 0, next = 0;
  for (const match of text.matchAll(pattern)) {
    while (next < ranges.length && ranges[next][1] <= match.index) next++;
    if (next < ranges.length && ranges[next][0] < match.index) continue;
    result += text.slice(last, match.index) + replace(match);
    last = match.index + match[0].length;
  }
  return result + text.slice(last);
}
