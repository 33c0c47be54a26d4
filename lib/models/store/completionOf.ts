import { codeOf } from "../codeOf.ts";
import type { Completion } from "../completion.ts";
import type { Intent } from "../intent.ts";
import type { StoredCompletion } from "./store.ts";

/** A stored line as the answer to an intent. */
export function completionOf(stored: StoredCompletion, intent: Intent): Completion {
  const { text, finishReason, usage, cost, model, sampling, sample, key, promptHash } = stored;
  const { logprobs, tokenIds } = stored;
  const code = stored.code ?? codeOf(intent, text, finishReason);
  return {
    text,
    code,
    finishReason,
    usage,
    cost,
    model,
    sampling,
    sample,
    key,
    promptHash,
    logprobs,
    tokenIds,
  };
}
