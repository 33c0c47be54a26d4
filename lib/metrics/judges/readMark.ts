import type { Said } from "./said.ts";
import { spoken } from "./spoken.ts";

/** Both marks with nothing but "or", commas and bullets between: the question, repeated. */
const choices =
  /\[\[(?:in)?correct\]\](?:[ \t`"'*_,;/|.)(-]*\n?[ \t`"'*_,;/|.)(•+-]*(?:(?:or|and|versus|vs)\b[\s`"'*_]*)?(?:(?:end )?with[\s`"'*_]*)?\[\[(?:in)?correct\]\])+/gi;
/** Words of a choice, for a sentence that has both marks. */
const choosing = /\b(?:or|between|either|if|when|otherwise|else|depending)\b/i;
/** Parts of a reply that say one thing each, with their ends. */
const parts = /[^.!?:;\n]+(?:[.!?:;]+(?!\w)|\n|$)|[.!?:;\n]/g;

const negation = /\b(?:not|never|cannot|neither|nor|hardly|without|far from)\b|n['’]t\b/i;
/** Before a mark with a separator between, these leave it open, or tell what another said. */
const open =
  /\b(?:if|unless|whether|when|provided|assuming|suppos\w+|maybe|perhaps|possibl[ey]|probably|likely|might|may|could|would|should|un(?:sure|certain|clear)|doubt\w*|guess|tempt\w+|either|options?|choices?|choose|decide|asked|told|instruct\w*|format|sa(?:y|ys|id|ying)|claim\w*|wr(?:ite|ites|ote|itten)|comments?|docstring|quot\w+|for instance|example|end(?:s|ing)? (?:it |this )?with|one of)\b|[?"“”]/i;
/** Last words before a mark that take it as their object. */
const leadsIn =
  /\b(?:with|sa(?:y|ys|id|ying)|not|never|no|is|be|as|either|or|and|to|between|for|of|call it|returns?|prints?|reads?|writes?|states?|claims?|outputs?|marks?|words?|phrase|text|options?|choices?|verdicts|answers|following)\W*$/i;
/** What speaks against `[[Correct]]` where it stands in the same sentence. */
const faulty = /\b(?:wrong|false|incorrect|fail\w*|untrue)\b/i;
const reasons = /^(?:since|because|as|given|based on|after|considering)\b/i;

/** What may stand before a mark in its clause: it says that the mark is the verdict, and nothing else. */
const thing =
  "(?:(?:the|this|that|my|its|given|provided|above|submitted|candidate|python|whole|entire|generated|proposed|presented|student['’]s|model['’]s|user['’]s|current|new) )*(?:(?:code|program|function|python) )?(?:program|code|function|solution|implementation|snippet|candidate|submission|answer|method|it|this|that)";
const verdict =
  "(?:(?:the|my|our|its|so|a|final|overall|correctness) )*(?:answer|verdict|judge?ment|conclusion|decision|result|evaluation|assessment|rating|mark|classification)(?: (?:for|of|on|about) THING)?";
const announces = new RegExp(
  `^(?:(?:and|so|thus|hence|therefore|overall|finally|consequently|accordingly|then|in (?:conclusion|summary|total)|as a result|to conclude)[ ,]*)*(?:(?:VERDICT|THING)(?:['’]s| is| must be| has to be| is judged| is found|(?: is|(?: should| can| must| has to| will)(?: therefore| thus| hence)? be) (?:marked|rated|judged|considered|classified|label+ed|deemed|evaluated|assessed))(?: (?:to be|as|therefore|thus|hence|indeed|clearly|fully|completely|functionally))*|VERDICT|i (?:(?:therefore|thus|hence) )?(?:conclude|judge|find|rate|mark|deem|consider|choose|answer|say|give|end with|conclude with)(?: (?:with|that|THING|is|to be|as))*|(?:which|this|that) makes THING|(?:making|rendering) THING)?$`
    .replaceAll("VERDICT", verdict).replaceAll("THING", thing),
  "i",
);
const concludes = /^(?:and )?(?:so|thus|hence|therefore|consequently|accordingly|as a result)\b/i;

/**
 * The judge's `[[Correct]]` or `[[Incorrect]]`. The study's protocol asks for a reply that reasons and
 * ends with one of the two, and counts the share that says correct; what it does with a reply that says
 * both or neither it does not say, and here that is no verdict. A mark is one where
 *
 * - the judge says it: not in its thoughts, a fence, indented code, a block quote, a comment or a text in
 *   quotes, where the program that it judges could have put it;
 * - it ends the reply, but for punctuation and emphasis, or is the reply's first line and only an
 *   explanation that calls itself one follows;
 * - the reply holds no other mark, but for choices that repeat the question: both marks joined by "or"
 *   and the like, or in one sentence with "if", "either", "otherwise"…;
 * - it is alone in its sentence, or after words that announce it ("the verdict is", "so it is"), where the
 *   sentence is not negated, doubtful, conditional or about what is to be said. Reasons may stand before
 *   (`It is not sorted, so it is [[Incorrect]]`).
 */
export function readMark(text: string): Said | undefined {
  const own = spoken(text);
  if (own === undefined) return undefined;
  const said = withoutExplanation(withoutRuns(own.replace(parts, withoutChoice)));
  const marks = [...said.matchAll(/\[\[ ?((?:in)?correct) ?\]\]/gi)], last = marks.at(-1);
  if (!last || new Set(marks.map(([, word]) => word.toLowerCase())).size > 1) return undefined;
  const ends = /^(?:[\s.!`"'”’*_~)}$]|<\/(?:final_?)?(?:answer|verdict|judge?ment|result)>)*$/.test(
    said.slice(last.index + last[0].length),
  );
  if (!ends || !isStated(said.slice(0, last.index), last[1])) return undefined;
  const others = marks.slice(0, -1).map(({ index }) => lineTo(said, index));
  if (others.some((before) => negation.test(before.slice(before.search(/[^.!?]*$/))))) {
    return undefined;
  }
  const from = last.index + last[0].indexOf(last[1]);
  return { correct: last[1].toLowerCase() === "correct", from, to: from + last[1].length };
}

/** Whether what stands before the last mark lets it be the reply's verdict. */
function isStated(before: string, word: string): boolean {
  const lines = before.replace(/\b(?:e\.g|i\.e)\./gi, "say").split("\n"), line = lines.pop()!;
  if (/^\s*(?:#(?!#)|\/\/)/.test(line)) return false; // a comment of a program
  const sentence = plain(plain(line).replace(/^[^]*[.!?]["'”’)*_`]*(?:\s+|$)/, ""));
  if (plain(line) === "") {
    const above = plain(lines.findLast((one) => one.trim()) ?? "").replace(/^[^]*[.!?]\s+/, "");
    if (/[.!?]$/.test(above)) return true;
    if (above.endsWith(":")) return isStatedAfter(above, "", word);
    return announces.test(lastClause(above).lead) || !leadsIn.test(above);
  }
  if (sentence === "") return true;
  const { reason, lead } = lastClause(sentence);
  if (lead !== "" && !announces.test(lead)) return false;
  return reason === "" || concludes.test(lead) || isStatedAfter(reason, lead, word);
}

/** Whether a reason, or a label with its colon, lets the clause after it be a statement. */
function isStatedAfter(reason: string, lead: string, word: string): boolean {
  const label = plain(reason.replace(/\W+$/, ""));
  if (lead === "" && announces.test(lastClause(label).lead)) return true;
  if (reasons.test(label) && lead !== "") return true;
  if (open.test(label) || (lead === "" && leadsIn.test(label))) return false;
  if (!negation.test(label)) return word.length > "correct".length || !faulty.test(label);
  // `It does not sort: [[Incorrect]]`, but not `not this: [[Correct]]`.
  const comma = lead === "" && reason.endsWith(",");
  return word.length > "correct".length && !comma && label.search(negation) > 0;
}

/** A sentence's last clause, and what stands before it with its separator. */
function lastClause(sentence: string): { reason: string; lead: string } {
  const [separator] = [...sentence.matchAll(/(?:[,;:—–→]|[-=]>|\s-(?=\s|$))[\s*_`"']*/g)].slice(-1);
  const [conclusion] = [...sentence.matchAll(/\b(?:and )?(?:so|thus|hence|therefore) (?=\S)/gi)]
    .slice(-1);
  const at = conclusion && conclusion.index > (separator?.index ?? 0) &&
      !announces.test(sentence.slice((separator?.index ?? -1) + 1).trim())
    ? conclusion.index
    : separator
    ? separator.index + separator[0].length
    : 0;
  return { reason: sentence.slice(0, at).trim(), lead: plain(sentence.slice(at)) };
}

/** Without bullets, emphasis and headings. */
const plain = (text: string) =>
  text.replace(
    /^(?:\s|[#>*_`"'“(•+-]|\d+[.)]\s|<(?:final_?)?(?:answer|verdict|judge?ment|result)>)+/,
    "",
  ).replace(/(?:[\s*_`"'“($]|\\boxed\{)+$/, "").replace(
    /\*\*|__/g,
    "",
  );

const blank = (text: string) => text.replace(/[^\n]/g, " ");
const hasBoth = (text: string) => /\[\[correct\]\]/i.test(text) && /\[\[incorrect\]\]/i.test(text);
const withoutRuns = (text: string) =>
  text.replace(choices, (some) => hasBoth(some) ? blank(some) : some);

/** A sentence without a choice that it repeats, or blanked where it does nothing else. */
function withoutChoice(part: string): string {
  if (!hasBoth(part)) return part;
  const rest = withoutRuns(part);
  return !rest.includes("[[") || (hasBoth(rest) && choosing.test(rest)) ? blank(part) : rest;
}

/** `[[Correct]]`, and below it `Explanation: …`, without that. */
const withoutExplanation = (text: string) =>
  text.replace(
    /^(\s*[*_`"']*\[\[ ?(?:in)?correct ?\]\][*_`"'.]*[ \t]*\n)([*_#\s]*(?:explanation|reason(?:s|ing)?|justification|rationale|analysis)[*_]*:[^]*)$/i,
    (all, verdict: string, rest: string) => rest.includes("[[") ? all : verdict + blank(rest),
  );

const lineTo = (text: string, at: number) => text.slice(text.lastIndexOf("\n", at) + 1, at);
