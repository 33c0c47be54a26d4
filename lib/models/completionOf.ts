import { codeOf } from "./codeOf.ts";
import type { Completion } from "./completion.ts";
import type { Intent } from "./intent.ts";
import type { StoredCompletion } from "./store.ts";

/** A stored line as the answer to an intent; the program in it is found anew, when it is read. */
export function completionOf(stored: StoredCompletion, intent: Intent): Completion {
  let code: string | undefined;
  return {
    text: stored.text,
    get code() {
      return code ??= codeOf(intent, stored.text, stored.finishReason);
    },
    finishReason: stored.finishReason,
    usage: stored.usage,
    cost: stored.cost,
    model: stored.model,
    sampling: stored.sampling,
    sample: stored.sample,
    key: stored.key,
    promptHash: stored.promptHash,
    logprobs: stored.logprobs,
  };
}
