import { createHash } from "node:crypto";
import type { Call } from "./engine.ts";

/**
 * The name of a sample in the store: 32 hex digits of SHA-256 over the model, the rendered prompt,
 * the sampling and the sample's index. Calls of the same key have the same answer in the record.
 */
export function callKey(uri: string, identity: string | undefined, call: Call): string {
  const { prompt, sampling, sample, logprobs, schema } = call;
  const { temperature, topP, maxTokens, stop, seed } = sampling;
  const parts = [
    uri,
    identity,
    prompt.messages?.map(({ role, content }) => [role, content]) ?? prompt.text,
    [temperature, topP, maxTokens, stop, seed],
    logprobs || undefined,
    schema,
    sample,
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
