import { replaceOutsideStrings } from "./pythonStrings.ts";
import { parses } from "./pythonUnits.ts";

/**
 * A reply with the line ends, spaces and escapes that Python knows: Windows and Unicode line ends, no-break
 * and zero-width spaces, a byte-order mark, a program sent as one line with `\n` in it, HTML's entities.
 * What stands in a string literal stays.
 */
export function normaliseText(reply: string): string {
  let text = reply.replace(/\r\n?/g, "\n");
  // To Python a form feed begins the line anew.
  text = replaceOutsideStrings(text, /^[ \t\f]*\f/gm, () => "");
  text = replaceOutsideStrings(text, /[\u2028\u2029\u0085]/g, () => "\n");
  text = replaceOutsideStrings(text, /[\u200b-\u200d\u2060\ufeff\u00ad]/g, () => "");
  text = replaceOutsideStrings(text, /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, () => " ");
  return withoutEntities(escapedLines(text));
}

/** `def f(x):\n    return x` on one line, in quotes or not. */
function escapedLines(text: string): string {
  const line = text.trim();
  if (line.includes("\n") || !/\\n/.test(line) || /^[{[]/.test(line)) return text;
  const bare = line.replace(/^(["'])([^]*)\1$/, "$2");
  // A line of code with `"\n"` in a string is one already.
  if (!/(?:^|\\n|```)\s*(?:async |def |class |import |from |@|return\b|```)/.test(bare)) {
    return text;
  }
  if (
    /^(?:print|import|from)\b/.test(bare) &&
    !/\\n\s*(?:def|import|from|class|for|if|return)\b/.test(bare)
  ) {
    return text;
  }
  // `return "\n".join(lines)`: Python as it stands.
  if (bare === line && parses(`def _():\n    ${line}`)) return text;
  const letters: Record<string, string> = {
    n: "\n",
    t: "\t",
    r: "",
    f: "",
    '"': '"',
    "'": "'",
    "\\": "\\",
  };
  return bare.replace(/\\([ntrf"'\\])/g, (_, letter) => letters[letter]);
}

const entity = /&(?:lt|gt|amp|quot|apos|nbsp|#0?39|#x27|#x2F|#47|#34|#60|#62|#38);/gi;
const letters: Record<string, string> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
  nbsp: " ",
  "#39": "'",
  "#039": "'",
  "#x27": "'",
  "#x2f": "/",
  "#47": "/",
  "#34": '"',
  "#60": "<",
  "#62": ">",
  "#38": "&",
};

/** A reply that was escaped for HTML is escaped everywhere; one that speaks of entities has them in strings only. */
function withoutEntities(text: string): string {
  let outside = false;
  replaceOutsideStrings(text, /<pre\b[^<>]*>|<code class=/g, ([found]) => {
    outside = true;
    return found;
  });
  replaceOutsideStrings(text, entity, ([found]) => {
    outside = true;
    return found;
  });
  return outside
    ? text.replace(entity, (found) => letters[found.slice(1, -1).toLowerCase()])
    : text;
}
