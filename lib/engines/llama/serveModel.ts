/**
 * An engine as a server that speaks OpenAI's protocol, on this machine only: `/v1/models`,
 * `/v1/chat/completions` and `/v1/completions`, whole or as a stream.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { Answer, Call } from "../../models/mod.ts";
import type { LlamaEngine } from "./llamaEngine.ts";

const text = z.union([
  z.string(),
  // Some clients send a text in parts.
  z.array(z.object({ type: z.literal("text"), text: z.string() }))
    .transform((parts) => parts.map((part) => part.text).join("")),
]);
const sampling = {
  model: z.string().optional(),
  temperature: z.number().min(0).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  seed: z.number().int().nullish(),
  max_tokens: z.number().int().positive().nullish(),
  n: z.number().int().min(1).max(128).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
};
const ChatBody = z.object({
  ...sampling,
  messages: z.array(z.object({ role: z.enum(["system", "user", "assistant"]), content: text }))
    .min(1),
  max_completion_tokens: z.number().int().positive().nullish(),
  logprobs: z.boolean().nullish(),
  response_format: z.union([
    z.object({ type: z.literal("text") }),
    z.object({ type: z.literal("json_object") }),
    z.object({
      type: z.literal("json_schema"),
      json_schema: z.object({ schema: z.record(z.string(), z.unknown()) }),
    }),
  ]).nullish(),
});
const TextBody = z.object({
  ...sampling,
  prompt: z.string(),
  logprobs: z.number().int().nullish(),
});
type Body = z.infer<typeof ChatBody> | z.infer<typeof TextBody>;

/** A server that runs. */
export interface ModelServer extends AsyncDisposable {
  /** For instance `http://127.0.0.1:8080/v1`. */
  url: string;
}

/** What is wrong with a request. */
class Refused extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/**
 * Serves an engine under the name `name`.
 *
 * @param options.port 0 takes any free one. @default {8080}
 */
export async function serveModel(
  engine: LlamaEngine,
  name: string,
  { port = 8080 }: { port?: number } = {},
): Promise<ModelServer> {
  const server = createServer((request, response) => {
    handle(engine, name, request, response).catch((error) => {
      const status = error instanceof Refused ? error.status : 500;
      if (response.destroyed) return;
      if (response.headersSent) {
        response.end(`data: ${JSON.stringify({ error: { message: error.message } })}\n\n`);
      } else send(response, status, { error: { message: error.message, code: status } });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

async function handle(
  engine: LlamaEngine,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { method, url } = request;
  // A page in a browser may not use a server that listens for programs.
  if (request.headers.origin) throw new Refused(403, "not for pages of the web");
  if (method === "GET" && url === "/v1/models") {
    return send(response, 200, {
      object: "list",
      data: [{ id: name, object: "model", owned_by: engine.identity }],
    });
  }
  const chat = url === "/v1/chat/completions";
  if (method !== "POST" || !chat && url !== "/v1/completions") {
    throw new Refused(404, `no ${method} ${url}`);
  }
  const given = await readBody(request);
  const body: Body = chat ? parsed(ChatBody, given) : parsed(TextBody, given);
  if (body.model !== undefined && body.model !== name) {
    throw new Refused(404, `no model ${body.model} here, only ${name}`);
  }
  const ended = new AbortController();
  response.once("close", () => ended.abort());
  const samples = Array.from({ length: body.n ?? 1 }, (_, sample) => callOf(body, sample));
  const writer = new Writer(name, chat);
  if (!body.stream) {
    const answers = await Promise.all(samples.map((call) => engine.complete(call, ended.signal)));
    return send(response, 200, {
      ...writer.head(),
      choices: answers.map((answer, index) => writer.choice(answer, index)),
      usage: usage(answers),
    });
  }
  const event = (data: unknown) => {
    if (!response.headersSent) response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`);
  };
  const answers = await Promise.all(samples.map(async (call, index) => {
    const answer = await engine.complete(call, ended.signal, (piece) => {
      event({ ...writer.head(true), choices: [writer.piece(piece, index)] });
    });
    event({ ...writer.head(true), choices: [writer.last(answer, index)] });
    return answer;
  }));
  if (body.stream_options?.include_usage) {
    event({ ...writer.head(true), choices: [], usage: usage(answers) });
  }
  event("[DONE]");
  response.end();
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request) {
    size += piece.length;
    if (size > 1 << 24) throw new Refused(413, "more than 16 MiB");
    pieces.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString("utf8"));
  } catch {
    throw new Refused(400, "the body is no JSON");
  }
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const { data, error } = schema.safeParse(value);
  if (!error) return data!;
  const [{ path, message }] = error.issues;
  throw new Refused(400, `${path.join(".") || "the body"}: ${message}`);
}

function callOf(body: Body, sample: number): Call {
  const { temperature, top_p, stop, seed, max_tokens } = body;
  const chat = "messages" in body;
  const format = chat ? body.response_format : undefined;
  return {
    // The engine looks at the prompt only: whoever asks here has no intent.
    intent: { kind: "optimise", directives: [], analyses: [] },
    prompt: chat ? { messages: body.messages } : { text: body.prompt },
    sampling: {
      temperature: temperature ?? 1, // as the protocol has it
      topP: top_p ?? undefined,
      stop: typeof stop === "string" ? [stop] : stop ?? undefined,
      seed: seed ?? undefined,
      maxTokens: (chat ? body.max_completion_tokens : undefined) ?? max_tokens ?? 1024,
    },
    sample,
    logprobs: typeof body.logprobs === "number" || body.logprobs === true,
    schema: format?.type === "json_schema"
      ? format.json_schema.schema
      : format?.type === "json_object"
      ? { type: "object" }
      : undefined,
  };
}

const usage = (answers: Answer[]) => {
  const prompt_tokens = answers[0].usage?.promptTokens ?? 0;
  const completion_tokens = answers.reduce((n, { usage }) => n + (usage?.completionTokens ?? 0), 0);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
};

let count = 0;

/** The protocol's words for a reply and its pieces. */
class Writer {
  readonly #id = `reply-${++count}`;
  readonly #created = Math.floor(Date.now() / 1000);
  constructor(readonly name: string, readonly chat: boolean) {}

  head(stream = false) {
    const kind = stream ? "chat.completion.chunk" : "chat.completion";
    const object = this.chat ? kind : "text_completion";
    return { id: this.#id, object, created: this.#created, model: this.name };
  }

  choice(answer: Answer, index: number) {
    const { text, finishReason: finish_reason } = answer;
    const said = this.chat ? { message: { role: "assistant", content: text } } : { text };
    return { index, ...said, finish_reason, logprobs: this.#logprobs(answer) };
  }

  piece(text: string, index: number) {
    const said = this.chat ? { delta: { role: "assistant", content: text } } : { text };
    return { index, ...said, finish_reason: null };
  }

  last(answer: Answer, index: number) {
    const said = this.chat ? { delta: {} } : { text: "" };
    const { finishReason: finish_reason } = answer;
    return { index, ...said, finish_reason, logprobs: this.#logprobs(answer) };
  }

  #logprobs({ logprobs }: Answer) {
    if (!logprobs) return null;
    if (this.chat) return { content: logprobs };
    return {
      tokens: logprobs.map(({ token }) => token),
      token_logprobs: logprobs.map(({ logprob }) => logprob),
    };
  }
}
