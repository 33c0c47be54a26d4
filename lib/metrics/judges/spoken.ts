/**
 * What of a reply is the judge's own word. What it thought is none, and what it quotes is none: the
 * program that it judges could hold a verdict in a comment. Positions stay those of the reply.
 */
import { withoutReasoning } from "../../tasks/mod.ts";
import { fences } from "./fences.ts";

/** Tokens that end a turn, where a server leaves them in the text. */
const ends = /(?:<\|[\w/▁ -]{1,40}\|>|<\/s>|<eos>|<end_of_turn>)$/;

const blank = (text: string) => text.replace(/[^\n]/g, " ");

/** The reply with its thoughts blanked; undefined where a thought never ends, or ends the reply. */
export function answered(reply: string): string | undefined {
  let own = reply.trimEnd();
  for (let end; (end = ends.exec(own.slice(-44)));) own = own.slice(0, -end[0].length).trimEnd();
  const kept = withoutReasoning(own).trimEnd();
  if (kept === own) return own;
  let same = 0;
  while (same < kept.length && kept.at(-1 - same) === own.at(-1 - same)) same++;
  if (!same) return undefined;
  const head = kept.slice(0, kept.length - same).trimEnd();
  const tail = own.slice(own.length - same);
  return head.padEnd(own.length - same) + tail;
}

const docstrings = /"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)/g;
/** Code by its margin, and lines of a block quote. */
const quotedLines = /^ {0,3}>.*|(?<=\n)(?: {4}|\t).*/gm;
/** Inline code and quoted words: kept where they are a verdict and nothing else. */
const quotedWords = /(`+)[^`\n]+\1|"[^"\n]*"|“[^”\n]*”/g;
const verdict = /^[`"“\s*_]*(?:\[\[(?:in)?correct\]\]|yes|no)[.\s*_]*[`"”]*$/i;

/** The reply with its thoughts and all that it quotes blanked; undefined as `answered`. */
export function spoken(reply: string): string | undefined {
  let said = answered(reply);
  if (said === undefined) return undefined;
  for (const { from, to } of fences(said)) {
    said = said.slice(0, from) + blank(said.slice(from, to)) + said.slice(to);
  }
  return said.replace(docstrings, blank).replace(quotedLines, blank)
    .replace(quotedWords, (words) => verdict.test(words) ? words : blank(words));
}
