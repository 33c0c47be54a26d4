import type { Said } from "./said.ts";
import { spoken } from "./spoken.ts";

/** Words that go on where yes or no was said: "no it is not", but not "no issues". */
const goingOn =
  "it|its|it['’]s|this|that|the|there|they|i|we|you|all|because|since|as|wait|actually|sorry|but|or|and|yes|no|not";
/** Yes or no as an answer: before an end, a separator or a word that goes on. */
const word =
  `(yes|no)(?![\\w'’-])(?=[\`"'*_)\\]]*(?:\\s*(?:$|[,;:!](?!\\w)|\\.(?!\\w|\\s*\\d)|[—–]|-(?:\\s|$)|\\n\\s*(?:\\n|[*\\d]))|\\s+(?:${goingOn})\\b))`;
const answers = new RegExp(`(?<![\\w-])${word}`, "gi");
const first = new RegExp(`^[\\s\`"'*_[(]*${word}`, "i");
const last =
  /(?:^|\n)[ \t`"'*_[(]*(?:(?:(?:based on|given|from) [\w ]+, )?(?:(?:so|thus|hence|therefore|the|my|final),? )*(?:answer|verdict|conclusion|judge?ment|therefore|hence|thus|so)(?: is)?[ \t:,*]+)?(yes|no)[\s.!`"'*_\])]*$/i;
/** Takes back or leaves open what was said. */
const limits =
  /^[\s.,;:!*_`"')\]—–-]*(?:if|unless|but|except|only|when|provided|assuming|however|though|although|or|and|maybe|perhaps|mostly|partly|partially|almost|nearly|with)\b/i;

/**
 * The judge's `Yes` or `No`: the first word of its reply or the whole last line, where it is an answer and
 * not a word of something else ("No issues", "no doubt"), is not taken back ("Yes, but", "Yes, if"), and
 * the other answer is nowhere in the reply ("Yes and no"). Thoughts and quotes are not read.
 */
export function readYesNo(text: string): Said | undefined {
  const said = spoken(text);
  if (said === undefined) return undefined;
  const found = last.exec(said) ?? first.exec(said);
  if (!found) return undefined;
  // "Yes" can be no other word; "no" is one in "there are no faults".
  const words = [...said.matchAll(answers)].map(([, answer]) => answer.toLowerCase());
  if (/(?<![\w-])yes(?![\w-])/i.test(said)) words.push("yes");
  if (new Set(words).size > 1) return undefined;
  const from = found.index + found[0].toLowerCase().lastIndexOf(found[1].toLowerCase());
  const to = from + found[1].length;
  if (limits.test(said.slice(to))) return undefined;
  return { correct: found[1].toLowerCase() === "yes", from, to };
}
