import { pythonQuotations } from "./pythonStrings.ts";

/**
 * A reply without the reasoning that a model wrote before, or between, what it answers. Reasoning that
 * was cut off before its end is left out to the end of the reply: a draft in it is no answer.
 */

const names =
  "think|thinks|thinking|thought|thoughts|reasoning|reason|reflection|reflect|scratchpad|analysis|analyze|analyse|rationale|thought_process|thinking_process|chain_of_thought|cot|inner_monologue|monologue|seed:think|antml:thinking|antml:reasoning|ant-thinking|antthinking|deliberation|brainstorm|[\\w:.-]*(?:think|thought|reasoning|monologue|ponder|brainstorm)[\\w:.-]*|internal|plan|planning|draft|critique|verify|verification|commentary";

/** Opening and closing marks, each pair under one number. */
const pairs: [RegExp, RegExp][] = [
  [new RegExp(`<(?:${names})(?:\\s[^<>]*)?>`, "gi"), new RegExp(`</\\s*(?:${names})\\s*>`, "gi")],
  [/\[(?:THINK|THINKING|THOUGHT|REASONING)\]/g, /\[\/(?:THINK|THINKING|THOUGHT|REASONING)\]/g],
  [
    /^[ \t]*[[({](?:think|thinking|thought|thoughts|reasoning)[\])}][ \t]*$/gim,
    /^[ \t]*[[({]\/(?:think|thinking|thought|thoughts|reasoning)[\])}][ \t]*$/gim,
  ],
  [
    /<\|(?:think|thinking|thought|reasoning)_start\|>/gi,
    /<\|(?:think|thinking|thought|reasoning)_end\|>/gi,
  ],
  [/<\|channel>(?:thought|analysis)\b/gi, /<channel\|>/gi],
  [/◁think▷/gi, /◁\/think▷/gi],
  [
    /<\|(?:begin_of_thought|start_thinking|think(?:ing)?|begin_of_think|thought_begin|start_of_thought)\|>/gi,
    /<\|(?:end_of_thought|end_thinking|\/think(?:ing)?|end_of_think|thought_end)\|>/gi,
  ],
  [/<unused94>/g, /<unused95>/g],
  [/^Thinking\.\.\.[ \t]*$/gm, /^\.\.\.done thinking\.[ \t]*$/gm],
  [/<details[^<>]*>\s*<summary>[^<>]*(?:think|thought|reason)[^<>]*<\/summary>/gi, /<\/details>/gi],
];

/**
 * Takes the reasoning out of a reply.
 *
 * @example
 * ```ts
 * import { withoutReasoning } from "tracelab/tasks";
 * import assert from "node:assert/strict";
 * assert.equal(withoutReasoning("<think>\nHm.\n</think>\nYes."), "Yes.");
 * assert.equal(withoutReasoning("<Thinking>Perhaps `x = 1`"), "");
 * ```
 */
export function withoutReasoning(reply: string): string {
  let text = channels(reply);
  for (const [open, close] of pairs) text = without(text, open, close);
  return text;
}

function without(text: string, open: RegExp, close: RegExp): string {
  if (text.search(open) < 0 && text.search(close) < 0) return text;
  let opens = marks(text, open), closes = marks(text, close);
  // A mark that opens in a long string, both in one comment: the program speaks of them.
  const spoken = pythonQuotations(text).filter(([from, to]) =>
    (text[from] === "#" ? [opens, closes] : [opens]).every((all) =>
      all.some(([at]) => from < at && at < to)
    )
  );
  const meant = ([at]: [number, number]) => !spoken.some(([from, to]) => from < at && at < to);
  opens = opens.filter(meant), closes = closes.filter(meant);
  if (!opens.length && !closes.length) return text;
  const fences = fencedParts(text, opens[0]?.[0] ?? Infinity);
  const outside = (at: number) => !fences.some(([from, to]) => at >= from && at < to);
  let kept = "", at = 0;
  while (at < text.length) {
    const begin = opens.find(([from]) => from >= at && outside(from));
    const end = closes.find(([from]) => from >= at);
    if (end && (!begin || end[0] < begin[0]) && outside(end[0])) {
      // Some servers send only the closing mark; a mark named in the reasoning closed it too early.
      kept = "";
      at = end[1];
      continue;
    }
    if (!begin) break;
    kept += text.slice(at, begin[0]);
    const closing = closes.find(([from]) => from >= begin[1]);
    // Nothing after an open mark is an answer.
    if (!closing) return kept;
    at = closing[1];
  }
  const rest = text.slice(at).replace(at > 0 ? /^[ \t]*\n?/ : /^(?!)/, "");
  if (!opens.length && !kept && at === 0) return text;
  return kept.trim() ? `${kept}${kept.endsWith("\n") ? "" : "\n"}${rest}` : rest;
}

/** Where a mark stands, unless it is quoted. */
function marks(text: string, pattern: RegExp): [number, number][] {
  return [...text.matchAll(pattern)].map((match): [number, number] => [
    match.index,
    match.index + match[0].length,
  ]).filter(([from, to]) => !quoted(text, from, to));
}

const opening = /["'`“‘«]/, closing = /["'`”’»]/;

function quoted(text: string, from: number, to: number): boolean {
  const before = text[from - 1] ?? "", after = text[to] ?? "";
  if (opening.test(before) && closing.test(after)) return true;
  const start = text.lastIndexOf("\n", from) + 1;
  const end = text.indexOf("\n", to);
  const line = text.slice(start, end < 0 ? text.length : end);
  const column = from - start;
  return [...line.matchAll(/(`+)[^`]+?\1(?!`)|"(?:\\.|[^"\\])*"|(?<!\w)'(?:\\.|[^'\\])*'(?!\w)/g)]
    .some((match) => match.index < column && column < match.index + match[0].length);
}

/** Fenced blocks that open before the first mark: what stands in them is the program's. */
function fencedParts(text: string, first: number): [number, number][] {
  const parts: [number, number][] = [];
  for (
    const match of text.matchAll(
      /^[ \t>]*(`{3,}|~{3,})([^\n`]*)\n([^]*?)(?:^[ \t>]*\1[`~]*[ \t]*$|(?![^]))/gm,
    )
  ) {
    if (match.index > first) break;
    if (/^\s*(?:markdown|md|text|txt)?\s*$/i.test(match[2]) && /^\s*[<[◁]/.test(match[3])) continue;
    parts.push([match.index, match.index + match[0].length]);
  }
  return parts;
}

/** OpenAI's harmony: the last message to the `final` channel, also where its tokens became text. */
function channels(text: string): string {
  if (/<\|channel\|>/.test(text)) {
    const parts = text.split(/<\|channel\|>/);
    const finals = parts.slice(1).filter((part) => /^\s*final\b/.test(part));
    const part = finals.at(-1);
    if (part !== undefined) {
      return part.replace(/^\s*final\b[^<\n]*(?:<\|constrain\|>[^<]*)?(?:<\|message\|>)?/, "")
        .replace(/<\|(?:return|end|call|start)\|>[^]*$/, "");
    }
    return parts[0].replace(/<\|start\|>\s*assistant\s*$/, "");
  }
  const bare = text.match(/^\s*(?:assistant)?analysis(?=[A-Z]|\s*We\b|\s*The user\b|\s*Need\b)/);
  if (!bare) return text;
  const final = text.lastIndexOf("assistantfinal");
  return final < 0 ? "" : text.slice(final + "assistantfinal".length);
}
