/** JSON replies: the schema in the prompt, the reply read leniently, one turn to repair it. */
import { z } from "zod";
import type { Completion } from "./completion.ts";
import type { Rendered } from "./engine.ts";
import type { RenderedCall } from "./prompts/renderCall.ts";
import type { Request } from "./request.ts";

/** Adds the schema to a call: for the server, which may enforce it, and in words, for those that do not. */
export function jsonCall(call: RenderedCall, schema: z.ZodType): RenderedCall {
  const json = z.toJSONSchema(schema, { io: "input" }) as Record<string, unknown>;
  delete json.$schema;
  const words = `Answer with JSON only, of this JSON schema:\n${JSON.stringify(json)}`;
  return { ...call, schema: json, prompt: withWords(call.prompt, words) };
}

function withWords(prompt: Rendered, words: string): Rendered {
  if (prompt.messages === undefined) return { text: `${prompt.text}\n${words}\n` };
  const last = prompt.messages.length - 1;
  return {
    messages: prompt.messages.map((message, i) =>
      i === last ? { ...message, content: `${message.content}\n\n${words}` } : message
    ),
  };
}

/** The second turn, after a reply that was not what was asked. */
export function repairCall(call: RenderedCall, reply: string, error: string): RenderedCall {
  const words = `That is not valid: ${error}. Answer again with the corrected JSON only.`;
  const { prompt } = call;
  return {
    ...call,
    prompt: prompt.messages
      ? {
        messages: [
          ...prompt.messages,
          { role: "assistant", content: reply },
          { role: "user", content: words },
        ],
      }
      : { text: `${prompt.text}\n${reply}\n\n${words}\n` },
  };
}

type Parsed = { ok: true; value: unknown } | { ok: false; error: string };

/** Reads a reply: JSON as it is, in a fence, or as the first object or list in prose. */
export function parseReply(reply: string, schema: z.ZodType): Parsed {
  const fenced = reply.match(/```(?:json)?\s*\n([^]*?)```/)?.[1];
  const bare = reply.match(/[{[][^]*[}\]]/)?.[0];
  let error = "no JSON in it";
  for (const text of [reply, fenced, bare]) {
    if (text === undefined) continue;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      continue;
    }
    const result = schema.safeParse(value);
    if (result.success) return { ok: true, value: result.data };
    const [issue] = result.error.issues;
    error = `${issue.path.join(".") || "the value"}: ${issue.message}`;
  }
  return { ok: false, error };
}

/** A call's completion; with a schema, a second call where the first reply does not fit it. */
export async function withSchema(
  call: RenderedCall,
  { schema }: Request,
  ask: (call: RenderedCall) => Completion | Promise<Completion>,
): Promise<Completion> {
  const first = await ask(call);
  if (!schema) return first;
  const parsed = parseReply(first.text, schema);
  if (parsed.ok) return { ...first, json: parsed.value };
  const second = await ask(repairCall(call, first.text, parsed.error));
  const mended = parseReply(second.text, schema);
  return {
    ...second,
    usage: {
      promptTokens: sum(first.usage.promptTokens, second.usage.promptTokens),
      completionTokens: sum(first.usage.completionTokens, second.usage.completionTokens),
    },
    cost: sum(first.cost, second.cost),
    json: mended.ok ? mended.value : undefined,
  };
}

const sum = (a?: number, b?: number) => a === undefined || b === undefined ? undefined : a + b;

/**
 * JSON that is nothing else: undefined for a text with anything around it, and for an object that says a
 * name twice, where `JSON.parse` would keep the last.
 */
export function strictJson(text: string): { value: unknown } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const names = [...text.matchAll(/"(?:\\[^]|[^"\\])*"(\s*:)?/g)].filter(([, colon]) => colon);
  return names.length === namesIn(value) ? { value } : undefined;
}

function namesIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum, each) => sum + namesIn(each), own);
}
