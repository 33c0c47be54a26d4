/**
 * What an optimiser may answer: at most ten instructions of at most two sentences, and no code. The
 * original asked for it and took whatever came.
 */
import { z } from "zod";
import { withoutReasoning } from "../../tasks/mod.ts";

/** Instructions of a prompt at most. */
export const mostInstructions = 10;
const mostSentences = 2;

/** Abbreviations end no sentence, and neither does the point of a number. */
const sentencesOf = (text: string) =>
  text.replace(/\b(?:e\.g|i\.e|etc|vs|cf)\./gi, "").split(/[.!?]+["'”)\]]*(?=\s|$)/)
    .filter((part) => /[\p{L}\p{N}]/u.test(part)).length;

const statement =
  /^\s*(?:(?:def|class)\s+\w+.*:|(?:for|while|if|elif|with)\s.+:\s*$|(?:from\s+\S+\s+)?import\s+[\w.]+\s*$|@\w+|return\s+[^\s\w].*)/m;
/** A call with arguments, an assignment, a comparison, a lambda, an index. */
const expression =
  /\w\([^()\s]*[\w"'][^()]*\)(?!\s+\w+\s+\w+\s)|\w\s*(?:[+*/%-]|\/\/)?=\s*[\w"'[({-]|[=!<>]=|\blambda\b[^.]*:|\w\[[\w:'"-]+\]/;

/** Whether a text holds a program, or a piece of one; a name such as `None` or `sorted()` is none. */
export function holdsCode(text: string): boolean {
  return /```|~~~/.test(text) || statement.test(text) || expression.test(text);
}

export const Instruction = z.string().trim().min(1)
  .refine((text) => sentencesOf(text) <= mostSentences, {
    error: `more than ${mostSentences} sentences`,
  })
  .refine((text) => !holdsCode(text), { error: "code" });
export const Instructions = z.array(Instruction)
  .min(1, { error: "no instructions" })
  .max(mostInstructions, { error: `more than ${mostInstructions} instructions` });

/** The instructions of a reply, or what is wrong with it in a line. */
export type ReadInstructions =
  | { instructions: string[]; problem?: undefined }
  | { instructions?: undefined; problem: string };

/**
 * Reads a numbered or bulleted list, or a JSON list of texts.
 *
 * @example
 * ```ts
 * import { readInstructions } from "tracelab/methods";
 * import assert from "node:assert/strict";
 * assert.deepEqual(readInstructions("1. Return None for an empty list.").instructions, [
 *   "Return None for an empty list.",
 * ]);
 * assert.equal(readInstructions("Be careful!").problem, "no numbered list");
 * assert.equal(readInstructions("1. Write x = 1 first.").problem, "instruction 1: code");
 * ```
 */
export function readInstructions(reply: string): ReadInstructions {
  const text = withoutReasoning(reply).trim();
  if (!text) return { problem: "an empty reply" };
  const items = listed(text) ?? jsonList(text);
  if (!items) return { problem: /```/.test(text) ? "code" : "no numbered list" };
  const result = Instructions.safeParse(items);
  if (result.success) return { instructions: [...new Set(result.data)] };
  const [{ path, message }] = result.error.issues;
  const at = path.length ? `instruction ${Number(path[0]) + 1}: ` : "";
  const many = path.length ? "" : ` (${items.length})`;
  return { problem: `${at}${message}${many}` };
}

/** The items of a list, each with the lines that follow it directly. */
function listed(text: string): string[] | undefined {
  const numbered = /^\s*(?:\*\*)?\d+[.):]\s*(.*)$/, bulleted = /^\s*[-*•]\s+(.*)$/;
  const mark = text.split("\n").some((line) => numbered.test(line)) ? numbered : bulleted;
  const items: string[] = [];
  let open = false;
  for (const line of text.split("\n")) {
    const item = line.match(mark)?.[1];
    if (item !== undefined) items.push(plain(item));
    else if (open && line.trim()) items[items.length - 1] += ` ${plain(line)}`;
    open = item !== undefined || (open && line.trim() !== "");
  }
  return items.length ? items : undefined;
}

const plain = (line: string) => line.replaceAll("**", "").trim();

function jsonList(text: string): string[] | undefined {
  const found = text.match(/\[[^]*\]/)?.[0];
  if (!found) return undefined;
  try {
    return z.array(z.string()).parse(JSON.parse(found));
  } catch {
    return undefined;
  }
}
