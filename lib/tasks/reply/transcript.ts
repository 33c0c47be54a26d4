/** Programs that stand behind prompts, line numbers or a patch's signs. */

import { pythonLines } from "../../base/mod.ts";
import { replaceOutsideStrings, withoutLongStrings } from "./pythonStrings.ts";

/** The text with sessions of an interpreter, numbered lines and patches as the plain program in them. */
export function transcript(text: string): string {
  let plain = text;
  // What a docstring shows is part of the program.
  const outside = withoutLongStrings(text);
  if (/^[ \t]*>>> (?:@|async |def |class |import |from |\w+(?:, ?\w+)* = )/m.test(plain)) {
    plain = session(plain);
  }
  if (/^[ \t]*In ?\[[\d* ]*\]: ?/m.test(outside)) plain = cells(plain);
  if (/^@@ .*@@|^(?:---|\+\+\+) \S/m.test(outside) || /```diff/.test(plain)) plain = patched(plain);
  return unnumbered(
    replaceOutsideStrings(
      plain,
      /^[ \t]*(?:Copy code|Copy|Edit|Copier le code|Code kopieren)[ \t]*$\n?/gm,
      () => "",
    ),
  );
}

/** `>>> ` and `... ` go, and what the interpreter answered; a docstring's examples stay. */
function session(text: string): string {
  const out: string[] = [];
  let inside = false, quote: string | undefined;
  for (const line of text.split("\n")) {
    const prompt = line.match(/^([ \t]*)(?:>>>|\.\.\.)(?: (.*)|$)/);
    const marked = prompt && (inside || /^[ \t]*>>>/.test(line));
    if (marked && quote === undefined) {
      inside = true;
      out.push(prompt[2] ?? "");
    } else if (
      inside && !/^\s*(?:```|~~~)/.test(line) && line.trim() &&
      !/^(?:@|async |def |class |import |from )/.test(line)
    ) {
      continue; // An answer.
    } else {
      if (/^\s*(?:```|~~~)/.test(line) || !line.trim()) inside = inside && !line.trim();
      out.push(line);
    }
    if (!marked) {
      quote = openQuote(line, quote);
    }
  }
  return out.join("\n");
}

/** The long string that is open behind a line. */
function openQuote(line: string, quote: string | undefined): string | undefined {
  const marks = /\\.|#.*|"""|'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g;
  for (let at = 0; at < line.length;) {
    const pattern: RegExp = quote ? /\\.|"""|'''/g : marks;
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    if (!match) break;
    at = pattern.lastIndex;
    if (quote === undefined && /^(?:"""|''')$/.test(match[0])) quote = match[0];
    else if (quote === match[0]) quote = undefined;
  }
  return quote;
}

/** IPython's labels; what an `Out` shows goes. */
function cells(text: string): string {
  return text.replace(/^[ \t]*Out ?\[[\d* ]*\]:[^\n]*\n?/gm, "")
    .replace(/^[ \t]*In ?\[[\d* ]*\]: ?/gm, "")
    .replace(/^[ \t]+\.\.\.: ?/gm, "");
}

/** A patch's new side. */
function patched(text: string): string {
  const lines = text.split("\n");
  const own = lines.filter((line) => !/^(?:```|~~~)|^\s*$/.test(line));
  const signed =
    own.filter((line) => /^(?:[+\- ]|@@|diff |index |new file|\\ No)/.test(line)).length;
  if (!own.some((line) => /^\+(?!\+\+)/.test(line))) return text;
  let within = signed > 0.8 * own.length;
  const out: string[] = [];
  for (const line of lines) {
    if (/^(?:```|~~~)/.test(line)) {
      if (/^(?:```|~~~)diff/.test(line)) within = true;
      else if (within && signed <= 0.8 * own.length) within = false;
      out.push(line.replace(/diff\b/, "python"));
    } else if (!within) out.push(line);
    else if (/^(?:@@|---|\+\+\+|diff |index |new file|deleted file|\\ No)/.test(line)) continue;
    else if (line[0] === "+" || line[0] === " ") out.push(line.slice(1));
    else if (line[0] !== "-") out.push(line);
  }
  return out.join("\n");
}

/** Lines that all carry their number; a list in a docstring is none of them. */
function unnumbered(text: string): string {
  if (!/^[ \t]*\d/m.test(text)) return text;
  const quoted = pythonLines(text).map(({ quoted }) => quoted);
  const lines = text.split("\n");
  const pattern = /^([ \t]*)(\d{1,4})(?:([.:|)\]│]|\t)?(?:[ \t]?[|│])?)(?<!\t)([ \t]?)/;
  for (let from = 0; from < lines.length; from++) {
    let to = from, number: number | undefined, separator: string | undefined;
    while (to < lines.length) {
      const match = quoted[from] ? null : lines[to].match(pattern);
      if (!match || (number !== undefined && Number(match[2]) !== number + 1)) break;
      const bare = lines[to].length === match[0].length;
      if (!bare && !/[.:|)\]│ \t]$/.test(match[0])) break;
      if (separator !== undefined && !bare && (match[3] ?? " ") !== separator) break;
      if (!bare) separator ??= match[3] ?? " ";
      number = Number(match[2]);
      to++;
    }
    if (to - from < 2) continue;
    const block = lines.slice(from, to).map((line) => line.replace(pattern, ""));
    if (
      !block.some((line) =>
        /^(?:async def|def|class|import|from|return|@|#|\w+ ?=|print\(|for |if )/.test(
          line.trimStart(),
        )
      )
    ) continue;
    if (
      !block.some((line) => /^\s+\S/.test(line)) &&
      block.some((line) => /^[A-Z]\w* \w+ /.test(line))
    ) continue;
    const margins = block.filter((line) => line.trim()).map((line) => line.search(/\S/));
    const least = Math.min(...margins);
    lines.splice(from, to - from, ...block.map((line) => line.slice(least)));
  }
  return lines.join("\n");
}
