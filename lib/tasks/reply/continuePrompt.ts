/** The prompt with a body behind it, whatever margin the body lost or was given. */
import { looksLikeCode, pythonLines } from "../../base/mod.ts";
import { parses, pythonUnits } from "./pythonUnits.ts";
import { wellIndented } from "./wellIndented.ts";

/** The program, or undefined where the text has no code. */
export function continuePrompt(prompt: string, text: string): string | undefined {
  const head = prompt.endsWith("\n") ? prompt : `${prompt}\n`;
  let lines = text.replace(/^(?:[ \t]*\n)+/, "").split("\n");
  const first = lines.findIndex((line) => line.trim() && looksLikeCode(line));
  if (first < 0) return undefined;
  lines = expanded(lines.slice(first).join("\n"), head).split("\n");
  const unit = marginOf(head);
  for (const strict of [true, false]) {
    for (let end = lines.length; end > 0; end--) {
      const part = lines.slice(0, end).join("\n");
      for (const attempt of attempts(part, unit)) {
        const program = head + attempt;
        if (strict ? parses(program) : wellIndented(program)) return program;
      }
      // Only prose may be cut off: a body that is wrong stays so.
      if (lines[end - 1].trim() && looksLikeCode(lines[end - 1])) break;
    }
  }
  return head + attempts(lines.join("\n"), unit).next().value;
}

/** The body with each margin that it may have lost, and without what follows it. */
function* attempts(text: string, unit: string): Generator<string> {
  const lines = pythonLines(text);
  const statements = lines.filter(({ column, inside, text }) =>
    column >= 0 && !inside && text[column] !== "#"
  );
  if (!statements.length) return yield text;
  const margins = statements.map(({ column }) => column);
  const least = Math.min(...margins), rest = Math.min(...margins.slice(1));
  const atMargin = margins[0] === 0;
  if (!atMargin) {
    const [body, after] = split(text);
    yield joined(body, after);
    yield joined(shifted(body, -least, unit), after);
    if (least < margins[0]) yield joined(firstAt(body, unit), after);
    return;
  }
  const whole = beforeProse(text);
  yield shifted(whole, 0, unit);
  const [body, after] = split(text, true);
  yield joined(firstAt(body, unit), after);
  if (Number.isFinite(rest) && rest > 0) {
    const [head, ...tail] = body.split("\n");
    const lower = tail.join("\n");
    yield joined(`${unit}${head.trim()}\n${shifted(lower, -rest, unit)}`, after);
    yield joined(`${unit}${head.trim()}\n${shifted(lower, -rest, unit + unit)}`, after);
  }
}

/** The body up to the first statement at the margin, and of what follows the definitions and constants that it uses. */
function split(text: string, skipFirst = false): [string, string[]] {
  const lines = pythonLines(text);
  const next = lines.findIndex(({ column, inside, text }, i) =>
    i > (skipFirst ? 0 : -1) && column === 0 && !inside &&
    !(text[0] === "#" && bodyGoesOn(lines, i))
  );
  if (next < 0) return [text, []];
  const body = lines.slice(0, next).map(({ text }) => text).join("\n");
  const units = pythonUnits(lines.slice(next).map(({ text }) => text).join("\n"));
  const open = [...(pythonUnits(`def _():\n${shifted(body, -Infinity, "    ")}`)[0]?.uses ?? [])];
  const taken = new Set<(typeof units)[number]>();
  for (let wanted; (wanted = open.pop()) !== undefined;) {
    for (const unit of units) {
      if (!unit.clean || taken.has(unit) || !unit.binds.includes(wanted)) continue;
      if (!/^(?:definition|import|assignment)$/.test(unit.kind)) continue;
      taken.add(unit);
      open.push(...unit.uses);
    }
  }
  return [body, units.filter((unit) => taken.has(unit)).map(({ text }) => `\n${text.trimEnd()}`)];
}

/** A comment at the margin belongs to the body that goes on after it. */
function bodyGoesOn(lines: readonly { text: string; column: number }[], i: number): boolean {
  const next = lines.slice(i + 1).find(({ text, column }) => column >= 0 && text[column] !== "#");
  return !!next && next.column > 0;
}

const joined = (body: string, after: string[]) => [body, ...after].join("\n");

/** At the margin prose is no statement: the body ends before it, or goes on after it. */
function beforeProse(text: string): string {
  const units = pythonUnits(text);
  if (units.every(({ clean }) => clean)) return text;
  return units.filter(({ clean, text }) =>
    clean || looksLikeCode(text.split("\n").find((line) => line.trim()) ?? "")
  )
    .map(({ text }) => text).join("\n");
}

/** Every line moved by as many columns, to `unit`; strings that run over lines keep theirs. */
function shifted(text: string, by: number, unit: string): string {
  const lines = pythonLines(text);
  const least = Math.min(
    ...lines.filter(({ column, inside }) => column >= 0 && !inside).map(({ column }) => column),
  );
  const cut = by === -Infinity ? least : -by;
  return lines.map(({ text, column, inside }) =>
    column < 0 || inside ? text : unit + text.slice(Math.min(cut, column))
  ).join("\n");
}

/** Only the first line lost its margin. */
const firstAt = (text: string, unit: string) => unit + text.trimStart();

/** The margin of the prompt's own body, where it has one. */
function marginOf(prompt: string): string {
  const line = pythonLines(prompt.trimEnd()).findLast(({ inside, column, text }) =>
    !inside && column > 0 && text.trim()
  );
  const margin = line?.text.slice(0, line.column) ?? "    ";
  return /^\s*(?:def|class|async)\b/.test(line?.text ?? "") ? `${margin}    ` : margin;
}

/** Tabs as four spaces, where the prompt has none; beside spaces they reach to a multiple of eight. */
function expanded(text: string, prompt: string): string {
  if (!/^\t|^ +\t/m.test(text) || /^\t/m.test(prompt)) return text;
  const tab = /^ +\S/m.test(text) ? 8 : 4;
  const wide = (space: string) => {
    let width = 0;
    for (const letter of space) width += letter === "\t" ? tab - width % tab : 1;
    return " ".repeat(width);
  };
  return pythonLines(text).map(({ text, inside }) => inside ? text : text.replace(/^[ \t]+/, wide))
    .join("\n");
}
