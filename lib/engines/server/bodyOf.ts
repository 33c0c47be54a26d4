import type { Call } from "../../models/mod.ts";
import type { Server } from "./serverOf.ts";

/** The body of a call, which is also a line of a batch. */
export function bodyOf(call: Call, server: Server): Record<string, unknown> {
  const { prompt, sampling, sample, logprobs, schema } = call;
  const { temperature, topP, maxTokens, stop, seed } = sampling;
  const body: Record<string, unknown> = {
    model: server.model,
    temperature,
    top_p: topP,
    stop,
    // One seed for all samples would draw the same sample again and again.
    [server.seed]: seed === undefined ? undefined : seed + sample,
  };
  if (prompt.messages) {
    body.messages = prompt.messages;
    body[server.maxTokens] = maxTokens;
    body.logprobs = logprobs || undefined;
    if (schema) body.response_format = responseFormat(schema, server.json);
  } else {
    body.prompt = prompt.text;
    body.max_tokens = maxTokens;
    body.logprobs = logprobs ? 1 : undefined;
  }
  return body; // JSON leaves out what is undefined
}

function responseFormat(schema: Record<string, unknown>, json: Server["json"]) {
  if (json === "none") return undefined;
  if (json === "object") return { type: "json_object" };
  return { type: "json_schema", json_schema: { name: "reply", schema } };
}
