/** The fenced blocks of a reply, also where a fence shares its line with code or prose. */
import { looksLikeCode, pythonLines } from "../../base/mod.ts";
import { pythonStrings } from "./pythonStrings.ts";

export interface Block {
  code: string;
  language: string;
  /** False for the text between the blocks. */
  fenced: boolean;
}

const languages =
  "python3?|py3?|pycon|ipython3?|python2|python-repl|pyi|cython|sage|bash|sh|shell|zsh|console|powershell|text|txt|plaintext|plain|output|input|json5?|jsonc|yaml|yml|toml|ini|diff|markdown|md|html|xml|css|javascript|js|typescript|ts|jsx|tsx|java|kotlin|scala|c|cpp|c\\+\\+|csharp|cs|c#|go|golang|rust|rs|ruby|rb|php|perl|sql|r|matlab|julia|swift|haskell|lua|dart|latex|tex|mermaid|csv|none|code|pseudocode|pseudo|example|testcase|tests?|stdin|stdout|log|error|math|makefile|dockerfile|solution";
const info = new RegExp(`^(${languages})(?![\\w.(=])[:,]?(.*)$`, "i");
const bracedInfo = /^\{[^}]*?\.?(python3?|py)\b[^}]*\}(.*)$/i;

/** What a fence's first line says: its language, and the code that stands on it. */
function opened(rest: string): { language: string; first: string } {
  const text = rest.trim();
  const braced = text.match(bracedInfo);
  if (braced) return { language: "python", first: braced[2].trim() };
  const glued = text.match(/^(python3?|py)((?:(?:async )?def|class|import|from) .*)$/);
  if (glued) return { language: glued[1], first: glued[2] };
  const named = text.match(info);
  if (named) {
    const more = named[2].trim();
    return { language: named[1].toLowerCase(), first: isCode(more) ? more : "" };
  }
  if (isCode(text)) return { language: "", first: text };
  return { language: text.split(/[\s{:,]/)[0].toLowerCase(), first: "" };
}

/** Code behind a fence, rather than attributes as `title="a.py"`. */
const isCode = (text: string) =>
  /^(?:(?:async )?def \w+ ?\(|class \w+.*:|import \w|from [\w.]+ import\b|return\b|print\(|@\w|if .*:|for .*:|while .*:|\w+ = (?!["']))/
    .test(text);

const fence = /(`{3,}|~{3,})/;

/** The blocks in order, with the text between them; one that is never closed ends with the text. */
export function fencedBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.split("\n");
  let outside: string[] = [];
  const flush = () => {
    blocks.push({ code: outside.join("\n"), language: "", fenced: false });
    outside = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const open = openIn(lines, i, outside);
    if (!open) {
      outside.push(lines[i]);
      continue;
    }
    const { indent, mark, rest, before } = open;
    if (before) outside.push(before);
    flush();
    // One line: ```code```.
    const whole = mark.length > 20 // a model that goes on and on: no pattern may be as long
      ? null
      : rest.match(new RegExp(`^(.*?[^${mark[0]}\\s].*?)${mark}[^${mark[0]}]*$`));
    if (whole && isCode(opened(whole[1]).first || whole[1])) {
      const { language, first } = opened(whole[1]);
      blocks.push({ code: first || whole[1], language, fenced: true });
      continue;
    }
    const { language, first } = opened(rest);
    if (/^(?:markdown|md)$/.test(language)) continue;
    const inner: string[] = first ? [first] : [];
    const exact = lines.slice(i + 1).some((line) => closing(line, mark));
    for (i++; i < lines.length; i++) {
      const line = lines[i];
      const end = exact ? closing(line, mark) : closing(line, undefined);
      if (end && !inString(lines, i, end, inner)) {
        if (end.before.trim()) inner.push(end.before);
        // A language behind it opens the next block: this one was never closed.
        if (
          !end.before.trim() &&
          new RegExp(`^(?:${languages})\\b(?!\\s+\\w+\\s+\\w+)`, "i").test(end.after.trim())
        ) {
          i--;
        } else if (/\w/.test(end.after)) outside.push(end.after);
        break;
      }
      inner.push(line);
    }
    blocks.push({ code: dedented(inner, indent), language, fenced: true });
  }
  flush();
  return blocks.filter(({ code }) => code.trim());
}

/** A fence that opens: at a line's beginning, in a list or a quote, or behind prose. */
function openIn(lines: string[], i: number, outside: string[]): Opening | undefined {
  const line = lines[i];
  if (!fence.test(line) || inString(lines, i, { before: "" }, outside)) return undefined;
  const start = line.match(
    /^([ \t]*(?:>\s?)*(?:[-*+]\s+|\d+[.)]\s+)?)(`{3,}|~{3,})(?!\s*[`~])(.*)$/,
  );
  if (start && (start[2][0] === "~" || !/^[^`]*`(?!``)[^`]*$/.test(start[3]))) {
    const margin = start[1].replace(/[^\s].*$/, "");
    return { indent: margin.length, mark: start[2], rest: start[3], before: "" };
  }
  const glued = line.match(/^(.*\w.*[:.,;!?)\s])(`{3,})([\w+#.{}-]*)\s*$/);
  if (glued && !pythonStrings(line).some(([a, b]) => a < glued[1].length && glued[1].length < b)) {
    return { indent: 0, mark: glued[2], rest: glued[3], before: glued[1] };
  }
  // The fence that the prompt opened, closed on the line of the code's end.
  const end = line.match(/^(.*\S)(`{3,})([^`]*)$/);
  if (
    end && (looksLikeCode(end[1]) || /^[\s\])}]+$/.test(end[1])) &&
    !pythonStrings(line).some(([a, b]) => a < end[1].length && end[1].length < b)
  ) {
    return { indent: 0, mark: end[2], rest: end[3], before: end[1] };
  }
  return undefined;
}

interface Opening {
  indent: number;
  mark: string;
  rest: string;
  /** What stands before it on its line. */
  before: string;
}

/** A fence that closes, with what stands on its line; `mark` absent takes any. */
function closing(
  line: string,
  mark: string | undefined,
): { before: string; after: string } | undefined {
  const match = line.match(fence);
  if (!match || (mark && (match[1][0] !== mark[0] || match[1].length < mark.length))) {
    return undefined;
  }
  const at = match.index!;
  if (pythonStrings(line).some(([from, to]) => from < at && at < to)) return undefined;
  const before = line.slice(0, at);
  // A comment may speak of a fence.
  const after = line.slice(at + match[1].length);
  if (/^\s*#\s*$/.test(before) || (/#/.test(before) && after.trim())) return undefined;
  return {
    before: before.replace(/^[ \t]*(?:>[ \t]?)*$/, ""),
    after,
  };
}

/** A fence inside a string that ends later is part of the program. */
function inString(lines: string[], i: number, end: { before: string }, inner: string[]): boolean {
  const before = [...inner, end.before].join("\n");
  if (!/"""|'''/.test(before)) return false;
  const quote = openQuote(before);
  return quote !== undefined && lines.slice(i + 1).join("\n").includes(quote);
}

function openQuote(text: string): string | undefined {
  const closed = pythonStrings(text);
  for (const match of text.matchAll(/"""|'''/g)) {
    if (!closed.some(([from, to]) => from <= match.index && match.index < to)) return match[0];
  }
}

/** Without the margin that the fence has, where all lines have it. */
function dedented(lines: string[], width: number): string {
  const code = lines.join("\n");
  if (
    !width ||
    pythonLines(code).some(({ column, quoted }) => !quoted && column >= 0 && column < width)
  ) {
    return code;
  }
  return lines.map((line) => line.slice(Math.min(width, Math.max(0, line.search(/\S|$/))))).join(
    "\n",
  );
}
