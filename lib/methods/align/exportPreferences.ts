import { refuseUnknown } from "../../base/mod.ts";
import type { Preference } from "./preferencePairs.ts";

/** One turn of a conversation. */
export interface Turn {
  role: "system" | "user" | "assistant";
  content: string;
}

/** The rows that trainers elsewhere read, by the name of the format. */
export interface PreferenceFormats {
  /** `trl`'s explicit prompt, texts that follow one another. */
  plain: { prompt: string; chosen: string; rejected: string };
  /** `trl`'s explicit prompt, as conversations. */
  conversational: { prompt: Turn[]; chosen: Turn[]; rejected: Turn[] };
  /** Preference fine-tuning of hosted models. */
  preferred: {
    input: { messages: Turn[] };
    preferred_output: Turn[];
    non_preferred_output: Turn[];
  };
}

/**
 * Preference pairs as rows of another trainer's file, one JSON a line.
 *
 * A completion that repeats its prompt (a whole program for the beginning of one) loses it in `plain`,
 * where a trainer puts the two together.
 *
 * @param options.format See `PreferenceFormats`. @default {"conversational"}
 * @param options.system A system message before each prompt; not for `plain`, where a pair's own
 * instructions stand at the beginning of the prompt. @default {the pair's own}
 * @throws {RangeError} at an unknown format, or a system message for `plain`
 *
 * @example
 * ```ts
 * import { exportPreferences } from "tracelab/methods";
 * import assert from "node:assert/strict";
 * const pair = { prompt: "Double x.", chosen: "x * 2", rejected: "x * 3" };
 * const [row] = exportPreferences([pair], { format: "preferred" });
 * assert.deepEqual(row.preferred_output, [{ role: "assistant", content: "x * 2" }]);
 * ```
 */
export function exportPreferences<F extends keyof PreferenceFormats = "conversational">(
  pairs: Iterable<Texts>,
  options: { format?: F; system?: string } = {},
): PreferenceFormats[F][] {
  refuseUnknown("exportPreferences", options, { format: true, system: true });
  const { format = "conversational", system } = options;
  if (!Object.hasOwn(formats, format)) {
    throw new RangeError(`'format' must be one of ${Object.keys(formats).join(", ")}: ${format}`);
  }
  if (format === "plain" && system !== undefined) {
    throw new RangeError("the format plain has no place for a system message");
  }
  const row = formats[format as F] as (pair: Texts, system?: string) => PreferenceFormats[F];
  return Array.from(pairs, (pair) => row(pair, system ?? pair.system));
}

type Texts = Pick<Preference, "prompt" | "system" | "chosen" | "rejected">;

const answer = (content: string): Turn[] => [{ role: "assistant", content }];
const question = (content: string, system?: string): Turn[] => [
  ...(system === undefined ? [] : [{ role: "system" as const, content: system }]),
  { role: "user", content },
];

const formats: {
  [F in keyof PreferenceFormats]: (pair: Texts, system?: string) => PreferenceFormats[F];
} = {
  plain: ({ prompt, chosen, rejected }, system) => {
    const rest = (text: string) => text.startsWith(prompt) ? text.slice(prompt.length) : text;
    const read = system === undefined ? prompt : `${system}\n\n${prompt}`;
    return { prompt: read, chosen: rest(chosen), rejected: rest(rejected) };
  },
  conversational: ({ prompt, chosen, rejected }, system) => ({
    prompt: question(prompt, system),
    chosen: answer(chosen),
    rejected: answer(rejected),
  }),
  preferred: ({ prompt, chosen, rejected }, system) => ({
    input: { messages: question(prompt, system) },
    preferred_output: answer(chosen),
    non_preferred_output: answer(rejected),
  }),
};
