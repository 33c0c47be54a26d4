import type { Completion } from "../../models/mod.ts";

/** How a reply came out: `truncated` ran into its limit of tokens, `unparsed` says no verdict. */
export type Outcome = "verdict" | "unparsed" | "truncated";

/** Words of servers for a reply that ended by itself: OpenAI's, TGI's, Anthropic's, AI21's, Cohere's, Titan's. */
const ended =
  /^(?:stop(?:_?(?:token|word|sequence|string))?|eos(?:_?(?:token|found))?|end_?(?:of_?)?(?:turn|text|sequence|message)|completed?|finish(?:ed)?)$/;

/** And for one that ran into a limit: of its own tokens, or of the model's context. */
const limited =
  /^(?:max(?:imum)?_?(?:(?:output|new|completion|context)_?)?(?:tokens?|length)|(?:(?:model|context|token|output)_?)*(?:length|limit|window))(?:_(?:reached|exceeded))?$/;

/** A reply that did not end by itself: a limit is told apart; a refusal or a filter says no verdict. */
export function unfinished(
  { finishReason }: Pick<Completion, "finishReason">,
): Outcome | undefined {
  const reason = finishReason.trim().replace(/([a-z])([A-Z])|[\s-]+/g, "$1_$2").toLowerCase()
    .replace(/^finish_reason_/, "");
  if (limited.test(reason)) return "truncated";
  return ended.test(reason) ? undefined : "unparsed";
}
