/**
 * Any server that speaks OpenAI's protocol, through the `openai` SDK: chat for conversations, raw
 * completion for text to continue, as one reply or as a stream.
 */
import { setImmediate } from "node:timers";
import type OpenAI from "openai";
import { chatAnswer, chatStream, rawAnswer, rawStream } from "./answerOf.ts";
import { bodyOf } from "./bodyOf.ts";
import {
  type Answer,
  type Call,
  dialects,
  type Engine,
  type ModelOptions,
} from "../../models/mod.ts";
import type { Server } from "./serverOf.ts";
import { serverBatch } from "./serverBatch.ts";
import { serverError } from "./serverError.ts";
import { serverReport } from "./serverReport.ts";

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
        return withoutSecrets(answer, server);
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
  const sent = sdk.chat.completions.create({ ...body, ...streamed }, { signal });
  return pieces(sent, chatStream, chatAnswer);
}

async function raw(
  sdk: OpenAI,
  server: Server,
  call: Call,
  { signal, stream = false }: Asking,
): Promise<Answer> {
  const body = bodyOf(call, server) as unknown as OpenAI.CompletionCreateParamsNonStreaming;
  if (!stream) return rawAnswer(await whole(sdk.completions.create(body, { signal })));
  const sent = sdk.completions.create({ ...body, ...streamed }, { signal });
  return pieces(sent, rawStream, rawAnswer);
}

/** The answer in a stream, or in the JSON that a server sends in its place: most often a failure. */
async function pieces<C, W>(
  sent: { withResponse(): Promise<{ data: AsyncIterable<C>; response: Response }> },
  streamed: (chunks: AsyncIterable<C>) => Promise<Answer>,
  answered: (reply: W) => Answer,
): Promise<Answer> {
  const { data, response } = await sent.withResponse();
  const json = /^application\/(?:\w+\+)?json\b/i.test(response.headers.get("content-type") ?? "");
  return json ? answered(await response.json() as W) : await streamed(data);
}

const streamed = { stream: true, stream_options: { include_usage: true } } as const;

/** An answer without the server's keys, which careless servers quote back. */
export function withoutSecrets(answer: Answer, server: Server): Answer {
  const clean = (text: string) =>
    server.secrets().reduce((left, secret) => left.replaceAll(secret, "[redacted]"), text);
  return {
    ...answer,
    text: clean(answer.text),
    finishReason: clean(answer.finishReason),
    served: answer.served && clean(answer.served),
  };
}
