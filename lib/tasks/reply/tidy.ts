/** A block of code without what is no part of a program: prose, prompts of a shell, a tail that was cut off. */
import { looksLikeCode } from "../../base/mod.ts";
import { replaceOutsideStrings } from "./pythonStrings.ts";
import { parses, type PythonUnit, pythonUnits } from "./pythonUnits.ts";

/** The block as a program, as it was where it parses. */
export function tidy(block: string, name?: string): string {
  const code = plainQuotes(commonMargin(block));
  const units = pythonUnits(code);
  const fits = (unit: PythonUnit) => !isNoise(unit) && !isProse(unit) && !isRepeated(unit, units);
  if (units.every((unit) => unit.clean && fits(unit))) return code;
  const kept = units.map(cut).filter(fits);
  // What was cut off in the middle of something after the wanted function, a test mostly.
  const defined = kept.findIndex(({ clean, binds }) =>
    clean && name !== undefined && binds.includes(name)
  );
  const end = kept.at(-1);
  if (end && !end.clean && defined >= 0 && !used(end, kept)) kept.pop();
  return kept.map(({ text }) => text).join("\n");
}

/** The text's regions of code between its prose. */
export function regions(text: string): string[] {
  const found: string[] = [];
  let region: string[] = [];
  for (const unit of pythonUnits(plainQuotes(text)).map(cut)) {
    if (!isProse(unit)) {
      region.push(unit.text);
      continue;
    }
    if (region.length) found.push(region.join("\n"));
    region = [];
  }
  if (region.length) found.push(region.join("\n"));
  return found.filter((code) => code.trim());
}

/** A line of words: neither a statement nor the beginning of one. */
export function isProse({ clean, text, kind }: PythonUnit): boolean {
  if (clean) return kind === "assignment" && label.test(text.trim());
  if (quotation.test(firstLine(text)) || /^\s*https?:\/\//.test(text)) return true;
  return !looksLikeCode(firstLine(text)) || /^\s*(?:\d+[.)]|[-*+•])\s+[A-Za-z*_`]/.test(text);
}

/** A string with a word behind it that is no operator, or with two words: `"It adds" is what it does.` */
const quotation =
  /^\s*(["'])(?:\\.|(?!\1).)*\1[,;]?\s+(?:(?!(?:if|else|for|in|is|not|and|or)\b)[A-Za-z]+\b|(?:is|in|and|or|not|if|for)\s+(?!not\b|in\b)[A-Za-z]+\s+(?!(?:if|else|for|in|is|not|and|or)\b)[A-Za-z]+\b)/;

/** `Output: 5` is an annotation to Python and a label to everyone else. */
const label = /^[A-Z][a-z]+:(?!=)[^=\n]*$/;

/** A stub of a function that stands before it as a whole: what was asked, quoted behind the answer. */
const isRepeated = (unit: PythonUnit, all: readonly PythonUnit[]) =>
  unit.stub &&
  all.some((other) =>
    other.to <= unit.from && other.kind === "definition" && !other.stub && other.clean &&
    other.binds[0] === unit.binds[0]
  );

const firstLine = (text: string) => text.split("\n").find((line) => line.trim()) ?? "";

/** A line that does nothing in a program: a language's name, a command of a shell or a notebook. */
function isNoise({ text, clean, kind }: PythonUnit): boolean {
  const line = text.trim();
  if (/^[!%$](?!=)/.test(line) || /^(?:```|~~~)/.test(line)) return !line.includes("\n");
  return clean && kind === "expression" && /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(line);
}

/** A statement without the prose that is indented as if it belonged to it. */
function cut(unit: PythonUnit): PythonUnit {
  if (unit.clean || unit.to - unit.from < 2) return unit;
  const lines = unit.text.split("\n");
  let end = lines.length;
  while (end > 1 && (!lines[end - 1].trim() || !looksLikeCode(lines[end - 1]))) end--;
  if (end === lines.length) return unit;
  const [first, ...rest] = pythonUnits(lines.slice(0, end).join("\n"));
  return first?.clean && rest.length === 0 ? first : unit;
}

const used = (unit: PythonUnit, all: readonly PythonUnit[]) =>
  unit.binds.some((name) => all.some((other) => other !== unit && other.uses.has(name)));

/** Without the margin that all lines share. */
function commonMargin(code: string): string {
  const lines = code.split("\n");
  const first = lines.find((line) => line.trim());
  const margin = first?.match(/^[ \t]+/)?.[0];
  if (
    !margin ||
    !/^\s*(?:@|async |def |class |import |from |#|\w+ = |if |try:|print\(|"""|''')/.test(first!)
  ) return code;
  if (/^\s*#/.test(first!) && !/^\s*(?:async |def |class )/m.test(code)) return code;
  if (!lines.every((line) => !line.trim() || line.startsWith(margin))) return code;
  const plain = lines.map((line) => line.slice(margin.length)).join("\n");
  return /^\s*(?:@|async |def |class |import |from )/m.test(first!) ||
      parses(plain) && !/^return\b/m.test(plain)
    ? plain
    : code;
}

/** Typographic quotes and dashes where Python has none. */
function plainQuotes(code: string): string {
  if (!/[“”‘’′″−–×÷]/.test(code)) return code;
  const doubled = replaceOutsideStrings(
    code,
    /(?<=[([{=,:\s+]|^)[“”„″]([^“”„″"\n]*)[“”″]/gm,
    ([, text]) => `"${text}"`,
  );
  const plain = replaceOutsideStrings(
    doubled,
    /(?<=[([{=,:\s+]|^)[‘’′]([^‘’′'\n]*)[‘’′]/gm,
    ([, text]) => `'${text}'`,
  );
  const fixed = replaceOutsideStrings(plain, /(?<=[\w)\]\s])[−–](?=[\s\w(])/g, () => "-");
  return fixed !== code && parses(fixed) ? fixed : code;
}
