/**
 * Any server that speaks OpenAI's protocol, through the `openai` SDK: chat for conversations, raw
 * completion for text to continue, as one reply or as a stream.
 */
import { setImmediate } from "node:timers";
import type OpenAI from "openai";
import { z } from "zod";
import { bodyOf } from "./bodyOf.ts";
import { dialects } from "./dialects.ts";
import type { Answer, Call, Engine } from "./engine.ts";
import type { ModelOptions } from "./modelOptions.ts";
import type { Server } from "./serverOf.ts";
import { serverBatch } from "./serverBatch.ts";
import { serverReport } from "./serverReport.ts";
import { malformed, noAnswer, serverError } from "./serverError.ts";

/** Opens a server. The SDK is loaded here, so that programs without one do not wait for it. */
export async function serverEngine(server: Server, options: ModelOptions): Promise<Engine> {
  let client: OpenAI | undefined;
  const Bare = bare((await import("openai")).OpenAI);
  const open = () =>
    client ??= new Bare({
      apiKey: server.apiKey(),
      baseURL: server.baseURL,
      // Ours: retries know the limits and the record, and time-outs cover the whole reply.
      maxRetries: 0,
      timeout: 2 ** 31 - 1,
      // The SDK would send these to whichever server is asked.
      organization: null,
      project: null,
      adminAPIKey: null,
      logLevel: "off",
    });
  return {
    dialect: dialects.chat,
    reported: await serverReport(server, options),
    // Servers without a bound of their own write until their context is full.
    defaults: { maxTokens: 4096 },
    batch: serverBatch(open, server),
    async complete(call, signal) {
      const sdk = open();
      try {
        const ask = call.prompt.messages ? chat : raw;
        const answer = await ask(sdk, server, call, { signal, stream: options.stream });
        for (const secret of server.secrets()) {
          answer.text = answer.text.replaceAll(secret, "[redacted]");
          answer.served = answer.served?.replaceAll(secret, "[redacted]");
        }
        return answer;
      } catch (error) {
        throw serverError(error, server);
      }
    },
  };
}

/**
 * The SDK without the headers in which it describes this machine to the server, which are no part of
 * the protocol and cost as much as the call, and with no time-out but ours.
 */
function bare(OpenAI: typeof import("openai").OpenAI) {
  return class extends OpenAI {
    readonly #urls = new Map<string, string>();

    override async buildRequest(
      ...[options, more]: Parameters<OpenAI["buildRequest"]>
    ): ReturnType<OpenAI["buildRequest"]> {
      const { method, path, body, signal } = options;
      const json = body instanceof Object && Object.getPrototypeOf(body) === Object.prototype;
      if (method !== "post" || !json || "file" in body) {
        const request = await super.buildRequest(options, more);
        const names = [...request.req.headers.keys()];
        for (const name of names.filter((name) => /^x-stainless|^user-agent$/.test(name))) {
          request.req.headers.delete(name);
        }
        return request;
      }
      const headers = {
        accept: "application/json",
        "content-type": "application/json",
        authorization: `Bearer ${this.apiKey}`,
      } as unknown as Headers; // fetch takes both, and an object is a third of the work
      const req = { method: "POST", headers, body: JSON.stringify(body), signal: signal! };
      let url = this.#urls.get(path);
      if (url === undefined) this.#urls.set(path, url = this.buildURL(path, null));
      return { req, url, timeout: this.timeout };
    }

    /** Without a time-out of the SDK's own. */
    override fetchWithTimeout(
      ...[url, init]: Parameters<OpenAI["fetchWithTimeout"]>
    ): ReturnType<OpenAI["fetchWithTimeout"]> {
      return fetch(url, init);
    }
  };
}

let last = Promise.resolve();

/**
 * A turn of the event loop of one's own. Replies that come together would otherwise be dealt with
 * together, then the next requests sent together, and come back together ever after, while the server
 * waits: with turns they spread (measured: a tenth more requests a second).
 */
function turn(): Promise<void> {
  last = last.then(() => new Promise((resolve) => void setImmediate(resolve)));
  return last;
}

type Logprobs = Answer["logprobs"];

interface Asking {
  signal: AbortSignal;
  stream?: boolean;
}

/** The body of a reply that is no stream. */
async function whole<T>(reply: { asResponse(): Promise<Response> }): Promise<T> {
  const response = await reply.asResponse();
  const data = await response.json() as T;
  await turn();
  return data;
}

async function chat(
  sdk: OpenAI,
  server: Server,
  call: Call,
  { signal, stream = false }: Asking,
): Promise<Answer> {
  const body = bodyOf(call, server) as unknown as OpenAI.ChatCompletionCreateParamsNonStreaming;
  if (!stream) return chatAnswer(await whole(sdk.chat.completions.create(body, { signal })));
  const chunks = await sdk.chat.completions.create({
    ...body,
    stream: true,
    stream_options: { include_usage: true },
  }, { signal });
  const answer: Answer = { text: "", finishReason: "" };
  let refusal = "";
  let logprobs: Logprobs;
  for await (const chunk of chunks) {
    const choice = chunk.choices?.[0];
    answer.text += textOf(choice?.delta?.content) ?? "";
    refusal += choice?.delta?.refusal ?? "";
    answer.finishReason ||= choice?.finish_reason ?? "";
    if (choice?.logprobs?.content) {
      logprobs = [...(logprobs ?? []), ...chatLogprobs(choice.logprobs.content)];
    }
    if (chunk.usage) answer.usage = usageOf(chunk.usage);
    answer.served ??= servedOf(chunk);
  }
  if (!answer.finishReason) throw malformed("the stream was cut");
  if (refusal) return { ...answer, text: refusal, finishReason: "refusal" };
  return { ...answer, logprobs };
}

/** The answer in a chat reply; also used for the lines of a batch. */
export function chatAnswer(reply: OpenAI.ChatCompletion): Answer {
  const choice = reply?.choices?.[0];
  if (!choice?.message) throw noAnswer(reply);
  const { message, finish_reason, logprobs } = choice;
  return {
    text: textOf(message.content) ?? textOf(message.refusal) ?? "",
    finishReason: message.refusal ? "refusal" : finish_reason ?? "stop",
    served: servedOf(reply),
    usage: usageOf(reply.usage),
    logprobs: logprobs?.content ? chatLogprobs(logprobs.content) : undefined,
  };
}

const Parts = z.array(z.object({ type: z.string(), text: z.string().optional() }));

/** A reply's text, which some servers send in parts, their model's thoughts among them. */
function textOf(content: unknown): string | undefined {
  if (typeof content === "string") return content;
  if (content === null || content === undefined) return undefined;
  const { data } = Parts.safeParse(content);
  if (!data) throw malformed(`no text in the reply: ${JSON.stringify(content).slice(0, 100)}`);
  return data.map(({ type, text }) => type === "text" ? text ?? "" : "").join("");
}

async function raw(
  sdk: OpenAI,
  server: Server,
  call: Call,
  { signal, stream = false }: Asking,
): Promise<Answer> {
  const body = bodyOf(call, server) as unknown as OpenAI.CompletionCreateParamsNonStreaming;
  if (!stream) return rawAnswer(await whole(sdk.completions.create(body, { signal })));
  const chunks = await sdk.completions.create({
    ...body,
    stream: true,
    stream_options: { include_usage: true },
  }, { signal });
  const answer: Answer = { text: "", finishReason: "" };
  let logprobs: Logprobs;
  for await (const chunk of chunks) {
    const choice = chunk.choices?.[0];
    answer.text += choice?.text ?? "";
    answer.finishReason ||= choice?.finish_reason ?? "";
    const more = rawLogprobs(choice?.logprobs);
    if (more) logprobs = [...(logprobs ?? []), ...more];
    if (chunk.usage) answer.usage = usageOf(chunk.usage);
    answer.served ??= servedOf(chunk);
  }
  if (!answer.finishReason) throw malformed("the stream was cut");
  return { ...answer, logprobs };
}

/** The answer in a raw completion's reply; also used for the lines of a batch. */
export function rawAnswer(reply: OpenAI.Completion): Answer {
  const choice = reply?.choices?.[0];
  if (typeof choice?.text !== "string") throw noAnswer(reply);
  return {
    text: choice.text,
    finishReason: choice.finish_reason ?? "stop",
    served: servedOf(reply),
    usage: usageOf(reply.usage),
    logprobs: rawLogprobs(choice.logprobs),
  };
}

/** Which model a server says that it answered with. */
function servedOf(reply: { model?: unknown; system_fingerprint?: unknown }): string | undefined {
  const said = [reply.model, reply.system_fingerprint].filter((part) => typeof part === "string");
  return said.filter(Boolean).join(" · ").slice(0, 200) || undefined;
}

function usageOf(usage: OpenAI.CompletionUsage | null | undefined): Answer["usage"] {
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
function rawLogprobs(logprobs: OpenAI.CompletionChoice.Logprobs | null | undefined): Logprobs {
  if (!logprobs) return undefined;
  if ("content" in logprobs) {
    return logprobs.content ? chatLogprobs(logprobs.content as TokenLogprob[]) : undefined;
  }
  const { tokens, token_logprobs } = logprobs;
  if (!tokens || !token_logprobs) return undefined;
  return chatLogprobs(tokens.map((token, i) => ({ token, logprob: token_logprobs[i] })));
}
