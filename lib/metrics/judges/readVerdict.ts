/**
 * What a judge's reply says, read strictly: a reply that says neither, both, or is cut off is no verdict
 * and is never made into one.
 */
import { z } from "zod";
import { type Completion, parseReply } from "../../models/mod.ts";

/** How a reply came out: `truncated` ran into its limit of tokens, `unparsed` says no verdict. */
export type Outcome = "verdict" | "unparsed" | "truncated";

/** A verdict's word in a reply: what it says and where it stands, for its log-probability. */
export interface Said {
  correct: boolean;
  from: number;
  to: number;
}

/**
 * CodeJudge's severities and what each takes from 100.
 *
 * @see Tong and Zhang 2024, arXiv 2410.02184, section 3.2
 *
 * @example
 * ```ts
 * import { severities } from "tracelab/metrics";
 * severities.Major; // 50
 * ```
 */
export const severities = { Negligible: 0, Small: 5, Major: 50, Fatal: 100 } as const;
export type Severity = keyof typeof severities;

/** One difference between a task and a program, as the taxonomy's judge lists it. */
export interface Inconsistency {
  inconsistency: string;
  severity: Severity;
}

/** A reply that did not end by itself: `length` is a limit; a refusal or a filter says no verdict. */
export function unfinished(
  { finishReason }: Pick<Completion, "finishReason">,
): Outcome | undefined {
  if (finishReason === "length") return "truncated";
  return finishReason === "stop" ? undefined : "unparsed";
}

/** The reply with its thoughts blanked, positions kept; undefined where a thought never ends. */
function spoken(text: string): string | undefined {
  const said = text.replace(/<think>[^]*?<\/think>/g, (thought) => " ".repeat(thought.length));
  return said.includes("<think>") ? undefined : said;
}

/**
 * `[[Correct]]` or `[[Incorrect]]`. Where both occur the one that ends the reply counts, unless it only
 * repeats the question (`[[Correct]] or [[Incorrect]]`).
 */
export function readMark(text: string): Said | undefined {
  const said = spoken(text)?.replace(
    /\[\[(in)?correct\]\][\s`"'*]*(or|\/|\|)[\s`"'*]*\[\[(in)?correct\]\]/gi,
    (question) => " ".repeat(question.length),
  );
  const marks = [...(said ?? "").matchAll(/\[\[((?:in)?correct)\]\]/gi)];
  const last = marks.at(-1);
  if (!said || !last) return undefined;
  const words = new Set(marks.map(([, word]) => word.toLowerCase()));
  const ends = /^[\s.!`"'*_]*$/.test(said.slice(last.index + last[0].length));
  if (words.size > 1 && !ends) return undefined;
  const from = last.index + 2;
  return { correct: last[1].toLowerCase() === "correct", from, to: from + last[1].length };
}

/** `Yes` or `No`: the first word of the reply, or its whole last line; not both ways, no question repeated. */
export function readYesNo(text: string): Said | undefined {
  const said = spoken(text);
  if (said === undefined || /\byes[\s`"'*]*(or|\/|\|)[\s`"'*]*no\b/i.test(said)) return undefined;
  const first = /^[\s`"'*_[(]*(yes|no)\b(?!-)/i.exec(said);
  const last = /(?:^|\n)[ \t`"'*_[(]*(?:answer:[ \t*]*)?(yes|no)[\s.!`"'*_\])]*$/i.exec(said);
  const found = last ?? first;
  if (!found || (first && last && first[1].toLowerCase() !== last[1].toLowerCase())) {
    return undefined;
  }
  const from = found.index + found[0].toLowerCase().lastIndexOf(found[1].toLowerCase());
  return { correct: found[1].toLowerCase() === "yes", from, to: from + found[1].length };
}

const bySpelling = new Map(
  Object.keys(severities).map((name) => [name.toLowerCase(), name as Severity]),
);
const List = z.array(z.object({
  inconsistency: z.string(),
  severity: z.string().transform((name, context) => {
    const severity = bySpelling.get(name.trim().toLowerCase());
    if (severity) return severity;
    context.addIssue(`unknown severity: ${name}`);
    return z.NEVER;
  }),
}));
const Taxonomy = z.union([
  List,
  z.object({ inconsistencies: List }).transform(({ inconsistencies }) => inconsistencies),
]);

/** The taxonomy's list; undefined for a reply that is none, an unknown severity among it included. */
export function readTaxonomy(text: string): Inconsistency[] | undefined {
  const parsed = parseReply(spoken(text)?.trim() ?? "", Taxonomy);
  return parsed.ok ? List.parse(parsed.value) : undefined;
}

/** max(0, 100 − Σ severities) / 100. */
export function taxonomyScore(list: readonly Inconsistency[]): number {
  const lost = list.reduce((sum, { severity }) => sum + severities[severity], 0);
  return Math.max(0, 100 - lost) / 100;
}

/**
 * The log-odds of "right" in the tokens that spell the verdict, against everything else that could have
 * stood there; undefined without log-probabilities, or where tokens and text are not the same.
 */
export function logOddsOf(
  { text, logprobs }: Pick<Completion, "text" | "logprobs">,
  said: Said,
): number | undefined {
  if (!logprobs || logprobs.map(({ token }) => token).join("") !== text) return undefined;
  let at = 0, sum = 0;
  for (const { token, logprob } of logprobs) {
    if (at < said.to && at + token.length > said.from) sum += logprob;
    at += token.length;
  }
  // A float cannot tell a rest below 2⁻⁵³ from none.
  const odds = sum - Math.log(Math.max(-Math.expm1(sum), Number.EPSILON / 2));
  return said.correct ? odds : -odds;
}
