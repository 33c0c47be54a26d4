import assert from "node:assert/strict";
import { unfinished } from "./outcomeOf.ts";

const outcomes: [string | undefined, string[]][] = [
  [undefined, [
    ...["stop", "STOP", "eos", "eos_token", "end_turn", "stop_sequence", "stop-token", "COMPLETE"],
    ...["FINISH_REASON_STOP", "endTurn", "EOS_TOKEN", "endoftext", "eos_found", "FINISH"],
  ]],
  ["truncated", [
    ...["length", "LENGTH", "max_tokens", "MAX_TOKENS", "max_output_tokens", "max_new_tokens"],
    ...["FINISH_REASON_MAX_TOKENS", "maxTokens", "model_length", "model_context_window_exceeded"],
    ...["max_length", "token_limit_reached", "context_length_exceeded"],
  ]],
  ["unparsed", [
    ...["refusal", "content_filter", "reasoning_only", "tool_calls", "tool_calls_only", "SAFETY"],
    ...[
      "RECITATION",
      "pause_turn",
      "error",
      "incomplete",
      "",
      "unstoppable",
      "guardrail_intervened",
    ],
  ]],
];

Deno.test("a reply ended by itself, ran into a limit, or is no verdict, in any server's words", () => {
  for (const [outcome, reasons] of outcomes) {
    for (const finishReason of reasons) {
      assert.equal(unfinished({ finishReason }), outcome, finishReason);
    }
  }
});
