import { createHash } from "node:crypto";
import type { Call, Rendered } from "../engine.ts";

/** 32 hex digits of SHA-256. */
const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);

/** The name of a prompt in the store; the samples of a request share the object, and so the hash. */
export function promptKey(prompt: Rendered): string {
  let key = known.get(prompt);
  if (key === undefined) {
    const { messages, text } = prompt;
    key = digest(JSON.stringify(messages?.map(({ role, content }) => [role, content]) ?? text));
    known.set(prompt, key);
  }
  return key;
}

const known = new WeakMap<Rendered, string>();

/**
 * What the keys of a request's samples have in common: a hash of the model, the rendered prompt and
 * the sampling. The key of sample 3 is this with `/3` behind it; calls of one key have one answer in
 * the record.
 */
export function requestKey(uri: string, identity: string | undefined, call: Call): string {
  const { temperature, topP, maxTokens, stop, seed } = call.sampling;
  return digest(JSON.stringify([
    uri,
    identity,
    promptKey(call.prompt),
    [temperature, topP, maxTokens, stop, seed],
    call.logprobs || undefined,
    call.schema,
  ]));
}

/** The key of a sample. */
export const sampleKey = (request: string, sample: number) => `${request}/${sample}`;
