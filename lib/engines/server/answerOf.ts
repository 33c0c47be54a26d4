/** A server's reply, whole or in chunks, as an answer; what is none throws. */
import { z } from "zod";
import { type Answer, endOf } from "../../models/mod.ts";
import { withoutReasoning } from "../../tasks/mod.ts";
import { malformed, refuseError } from "./serverError.ts";

type Logprobs = Answer["logprobs"];

/** A reply, or a chunk of one, so far as an answer is made of it; servers leave out or null any of it. */
export interface Said {
  choices?: SaidChoice[];
  usage?: { prompt_tokens: number | null; completion_tokens: number | null } | null;
  model?: unknown;
  system_fingerprint?: unknown;
}

interface SaidChoice {
  index?: number;
  message?: object;
  delta?: object;
  text?: string | null;
  finish_reason?: string | null;
  logprobs?: SaidLogprobs | null;
}

/** A chat's, or a raw completion's lists. */
interface SaidLogprobs {
  content?: TokenLogprob[] | null;
  tokens?: string[];
  token_logprobs?: (number | null)[];
}

/** The answer in a chat reply; also used for the lines of a batch. */
export function chatAnswer(reply: Said): Answer {
  refuseError(reply);
  const choice = reply?.choices?.[0];
  const { message, finish_reason: reason, logprobs } = choice ?? {};
  if (typeof message !== "object" || message === null || Array.isArray(message)) {
    throw unlike("no choices", reply);
  }
  const parts = new Parts();
  parts.take(message);
  const answer = parts.answer(endOf(reason) || "stop");
  // What OpenRouter sends for a model that is still loading.
  if (!answer.text && answer.finishReason === "stop" && !endOf(reason)) {
    throw malformed("an empty reply that says no end");
  }
  return {
    ...answer,
    served: servedOf(reply),
    usage: usageOf(reply.usage),
    logprobs: logprobs?.content ? chatLogprobs(logprobs.content) : undefined,
  };
}

/** The answer in a chat's stream. */
export async function chatStream(chunks: AsyncIterable<Said>) {
  const parts = new Parts();
  let finishReason = "", usage: Answer["usage"], served: string | undefined, logprobs: Logprobs;
  for await (const chunk of chunks) {
    refuseError(chunk);
    // Of one choice only, and some servers send the whole message in a chunk.
    const choice = first(chunk?.choices);
    const piece = choice?.delta ?? (choice as { message?: object } | undefined)?.message;
    if (piece) parts.take(piece);
    finishReason ||= endOf(choice?.finish_reason);
    if (choice?.logprobs?.content) {
      logprobs = [...(logprobs ?? []), ...chatLogprobs(choice.logprobs.content)];
    }
    usage = usageOf(chunk?.usage) ?? usage;
    served ??= servedOf(chunk);
  }
  if (!finishReason) throw malformed("the stream was cut");
  return { ...parts.answer(finishReason), usage, served, logprobs };
}

/** The answer in a raw completion's reply; also used for the lines of a batch. */
export function rawAnswer(reply: Said): Answer {
  refuseError(reply);
  const choice = reply?.choices?.[0];
  if (typeof choice?.text !== "string") throw unlike("no choices", reply);
  return {
    text: choice.text,
    finishReason: endOf(choice.finish_reason) || "stop",
    served: servedOf(reply),
    usage: usageOf(reply.usage),
    logprobs: rawLogprobs(choice.logprobs),
  };
}

/** The answer in a raw completion's stream. */
export async function rawStream(chunks: AsyncIterable<Said>): Promise<Answer> {
  const answer: Answer = { text: "", finishReason: "" };
  let logprobs: Logprobs;
  for await (const chunk of chunks) {
    refuseError(chunk);
    const choice = first(chunk?.choices);
    answer.text += choice?.text ?? "";
    answer.finishReason ||= endOf(choice?.finish_reason);
    const more = rawLogprobs(choice?.logprobs);
    if (more) logprobs = [...(logprobs ?? []), ...more];
    answer.usage = usageOf(chunk?.usage) ?? answer.usage;
    answer.served ??= servedOf(chunk);
  }
  if (!answer.finishReason) throw malformed("the stream was cut");
  return { ...answer, logprobs };
}

/** The choice of this number, 0; chunks of a stream may be of others. */
const first = (choices: Said["choices"]): SaidChoice | undefined =>
  Array.isArray(choices) ? choices.find((choice) => !choice?.index) : undefined;

/** A reply that holds something else, with what it says. */
const unlike = (what: string, reply: unknown) =>
  malformed(`${what} in the reply: ${(JSON.stringify(reply) ?? "nothing").slice(0, 200)}`);

/** Names of fields and parts in which servers send a model's thoughts, and its calls of tools. */
const thoughts = /reason|think|thought/i;
const calls = /tool|function_call/i;

/** What messages and their pieces bring: text, and what stands in its place. */
class Parts {
  #text = "";
  #refusal = "";
  #thought = false;
  #called = false;

  take(message: object): void {
    const fields = message as Record<string, unknown>;
    const { text, refusal, thought, called } = contentOf(fields.content);
    this.#text += text;
    this.#refusal += refusal + (contentOf(fields.refusal).text);
    const full = Object.keys(fields).filter((name) => name !== "content" && isFull(fields[name]));
    this.#thought ||= thought || full.some((name) => thoughts.test(name));
    this.#called ||= called || full.some((name) => calls.test(name));
  }

  /** A reply without text says what it was instead, whatever reason the server gives for its end. */
  answer(finishReason: string): Pick<Answer, "text" | "finishReason"> {
    const text = this.#text || this.#refusal;
    if (this.#refusal) return { text, finishReason: "refusal" };
    if (finishReason === "content_filter") return { text, finishReason };
    if (text.trim()) {
      const answered = !thinks.test(text) || withoutReasoning(text).trim();
      return { text, finishReason: answered ? finishReason : "reasoning_only" };
    }
    if (this.#called) return { text, finishReason: "tool_calls_only" };
    if (this.#thought) return { text, finishReason: "reasoning_only" };
    return { text, finishReason };
  }
}

/** How the thoughts in a text begin. */
const thinks = /^\s*(?:<\|?channel|[<[◁]\|?\w*(?:think|thought|reason))/i;

const isFull = (value: unknown) =>
  typeof value === "object" && value !== null ? Object.keys(value).length > 0 : Boolean(value);

const Part = z.object({
  type: z.string().default("text"),
  text: z.string().nullish(),
  refusal: z.string().nullish(),
});
const Content = z.array(z.union([z.string().transform((text) => ({ type: "text", text })), Part]));

/** A reply's text, which some servers send in parts, their model's thoughts among them. */
function contentOf(
  content: unknown,
): { text: string; refusal: string; thought: boolean; called: boolean } {
  const nothing = { text: "", refusal: "", thought: false, called: false };
  if (content === null || content === undefined) return nothing;
  if (typeof content === "string") return { ...nothing, text: content };
  const { data } = Content.safeParse(content);
  if (!data) throw unlike("no text", content);
  const parts: z.infer<typeof Part>[] = data;
  const of = (type: string, field: "text" | "refusal") =>
    parts.map((part) => part.type === type ? part[field] ?? "" : "").join("");
  return {
    text: of("text", "text") + of("output_text", "text"),
    refusal: of("refusal", "refusal"),
    thought: parts.some(({ type }) => thoughts.test(type)),
    called: parts.some(({ type }) => calls.test(type)),
  };
}

/** Which model a server says that it answered with. */
function servedOf(reply: { model?: unknown; system_fingerprint?: unknown }): string | undefined {
  const said = [reply.model, reply.system_fingerprint].filter((part) => typeof part === "string");
  return said.filter(Boolean).join(" · ").slice(0, 200) || undefined;
}

function usageOf(usage: Said["usage"]): Answer["usage"] {
  return usage
    ? {
      promptTokens: finite(usage.prompt_tokens),
      completionTokens: finite(usage.completion_tokens),
    }
    : undefined;
}

/** Servers send null for what they did not count. */
const finite = (count: number | null) => Number.isFinite(count) ? count! : undefined;

interface TokenLogprob {
  token: string;
  logprob: number | null;
}

/** Without the tokens that have none, for instance the first of a prompt. */
function chatLogprobs(tokens: TokenLogprob[]): NonNullable<Logprobs> {
  return tokens.flatMap(({ token, logprob }) =>
    Number.isFinite(logprob) ? [{ token, logprob: logprob! }] : []
  );
}

/** Raw completions have lists of tokens; llama.cpp gives them as chats do. */
function rawLogprobs(logprobs: SaidLogprobs | null | undefined): Logprobs {
  if (!logprobs) return undefined;
  if ("content" in logprobs) return logprobs.content ? chatLogprobs(logprobs.content) : undefined;
  const { tokens, token_logprobs } = logprobs;
  if (!tokens || !token_logprobs) return undefined;
  return chatLogprobs(tokens.map((token, i) => ({ token, logprob: token_logprobs[i] })));
}
