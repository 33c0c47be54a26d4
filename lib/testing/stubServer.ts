/**
 * A server on loopback that speaks OpenAI's protocol, with a fault for every way in which real ones
 * fail. Its replies follow from the request alone, so that tests can tell which answer is whose.
 */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a request gets instead of an answer. */
export type Fault =
  | { status: number; headers?: Record<string, string>; message?: string; code?: string }
  /** No answer at all. */
  | "hang"
  /** The connection is closed before, or in the middle of, the reply. */
  | "reset"
  | "cut"
  | "invalid JSON"
  | "wrong content type"
  | "empty choices"
  | "refusal"
  | "length"
  /** A reply of 10 MB. */
  | "large"
  /** What comes with status 200: a body, and the chunks or the text of a stream. */
  | { reply: unknown; events?: unknown[] | string };

export interface StubOptions {
  /** Milliseconds before each reply. @default {0} */
  latencyMs?: number;
  /** The fault of the nth request to the server (from 0), if any. */
  fault?: (n: number, body: ChatBody) => Fault | undefined;
  /** What a model says. @default {a hash of the request} */
  reply?: (body: ChatBody) => string;
  /** Chat and raw requests without this bearer key get 401, quoting the header as careless servers do. */
  key?: string;
  /** What `/v1/models` lists. @default {404} */
  models?: () => Record<string, unknown>[];
  /** The model that replies name. */
  as?: () => string;
}

/** The parts of a request that the stub reads. */
export interface ChatBody {
  model: string;
  messages?: { role: string; content: string }[];
  prompt?: string;
  seed?: number;
  max_tokens?: number;
  stream?: boolean;
  logprobs?: boolean | number;
  response_format?: { type: string };
}

export interface StubServer extends AsyncDisposable {
  /** For instance `http://127.0.0.1:40123/v1`. */
  readonly url: string;
  /** How often each request (prompt and seed) was answered in full. */
  readonly served: Map<string, number>;
  /** Requests that came, answered or not. */
  readonly count: number;
  readonly bodies: ChatBody[];
  readonly authorization: Set<string | undefined>;
  close(): Promise<void>;
}

/** The name of a request among those served. */
export const requestName = ({ messages, prompt, seed }: ChatBody) =>
  createHash("sha256").update(JSON.stringify([messages ?? prompt, seed])).digest("hex").slice(
    0,
    16,
  );

/** What the stub says: something of each request's own; JSON where a schema asks for it. */
function replyOf(body: ChatBody): string {
  if (!body.response_format) return `# ${requestName(body)}`;
  return '{"right": true, "severity": "small"}';
}

/**
 * Starts the server on a free port.
 *
 * @example
 * ```ts
 * import { model, solve, Task } from "tracelab";
 * import { stubServer } from "tracelab/testing";
 * await using server = await stubServer();
 * await using coder = model(`${server.url}#own`, { store: false });
 * const task = Task.parse({ id: "own/1", set: "own", prompt: { instruct: "One." }, hidden: { kind: "run" } });
 * console.log((await coder.ask(solve(task))).text);
 * ```
 */
export async function stubServer(options: StubOptions = {}): Promise<StubServer> {
  const { latencyMs = 0, fault = () => undefined, reply = replyOf } = options;
  const served = new Map<string, number>(), authorization = new Set<string | undefined>();
  const bodies: ChatBody[] = [];
  const files = new Map<string, string>();
  let count = 0;

  const server = createServer(async (request, response) => {
    try {
      await handle(request, response);
    } catch (error) {
      response.destroy(error instanceof Error ? error : undefined);
    }
  });

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const path = request.url ?? "";
    if (/\/(files|batches)/.test(path)) return await batches(path, request, response);
    if (options.models && path.endsWith("/v1/models")) {
      return json(response, { object: "list", data: options.models() });
    }
    if (!/\/v1\/(chat\/)?completions$/.test(path)) return problem(response, 404, "no such path");
    authorization.add(request.headers.authorization);
    const body: ChatBody = JSON.parse((await read(request)).toString());
    const n = count++;
    if (bodies.length < 1000) bodies.push(body);
    if (latencyMs) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    if (options.key && request.headers.authorization !== `Bearer ${options.key}`) {
      return problem(response, 401, `Incorrect API key: ${request.headers.authorization}`);
    }
    const failure = fault(n, body);
    if (failure !== undefined) {
      if (await fail(failure, body, response)) return;
    }
    const name = requestName(body);
    served.set(name, (served.get(name) ?? 0) + 1);
    answer(body, reply(body), "stop", response, options.as?.());
  }

  /** Files and batches: a batch is done as soon as it is made. */
  async function batches(path: string, request: IncomingMessage, response: ServerResponse) {
    const content = (await read(request)).toString();
    const id = path.match(/\/(?:files|batches)\/([\w-]+)/)?.[1] ?? "";
    if (request.method === "POST" && path.endsWith("/files")) {
      const lines = content.split("\r\n").filter((line) => line.startsWith('{"custom_id"')).join(
        "",
      );
      files.set("file-in", lines);
      return json(response, {
        id: "file-in",
        object: "file",
        purpose: "batch",
        status: "processed",
      });
    }
    if (path.endsWith("/content")) {
      response.setHeader("content-type", "application/octet-stream");
      return response.end(files.get(id));
    }
    if (request.method === "POST" && path.endsWith("/batches")) {
      const lines = files.get(JSON.parse(content).input_file_id)!.trim().split("\n");
      files.set(
        "file-out",
        lines.map((line) => JSON.stringify(batchReply(JSON.parse(line)))).join("\n"),
      );
      return json(response, { id: "batch-1", object: "batch", status: "in_progress" });
    }
    return json(response, {
      id: "batch-1",
      object: "batch",
      status: "completed",
      output_file_id: "file-out",
      request_counts: { total: 1, completed: 1, failed: 0 },
    });
  }

  function batchReply({ custom_id, body }: { custom_id: string; body: ChatBody }) {
    const name = requestName(body);
    served.set(name, (served.get(name) ?? 0) + 1);
    return {
      id: `out-${custom_id}`,
      custom_id,
      response: { status_code: 200, request_id: "r", body: whole(body, reply(body), "stop") },
      error: null,
    };
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${port}/v1`,
    served,
    bodies,
    authorization,
    get count() {
      return count;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Fails as told; returns false when the reply goes on, changed. */
async function fail(fault: Fault, body: ChatBody, response: ServerResponse): Promise<boolean> {
  if (typeof fault === "object" && "reply" in fault) {
    const { reply, events = [reply] } = fault;
    if (!body.stream) return json(response, reply), true;
    response.setHeader("content-type", "text/event-stream");
    response.end(typeof events === "string" ? events : events.map(event).join(""));
    return true;
  }
  if (typeof fault === "object") {
    for (const [name, value] of Object.entries(fault.headers ?? {})) {
      response.setHeader(name, value);
    }
    problem(response, fault.status, fault.message ?? "as told", fault.code);
    return true;
  }
  switch (fault) {
    case "hang":
      await new Promise((resolve) => response.once("close", resolve));
      return true;
    case "reset":
      response.destroy();
      return true;
    case "cut":
      response.setHeader("content-type", body.stream ? "text/event-stream" : "application/json");
      if (!body.stream) response.setHeader("content-length", "1000");
      response.write(body.stream ? event(chunkOf(body, "half of", null)) : '{"id":"x","choices":[');
      setTimeout(() => response.destroy(), 20);
      return true;
    case "invalid JSON":
      response.setHeader("content-type", "application/json");
      response.end('{"choices": [{"message": {"content": "half');
      return true;
    case "wrong content type":
      response.setHeader("content-type", "text/html");
      response.end("<html><body>Welcome to the proxy</body></html>");
      return true;
    case "empty choices":
      json(response, { id: "x", object: "chat.completion", choices: [] });
      return true;
    case "refusal":
      json(response, {
        id: "x",
        choices: [{
          index: 0,
          finish_reason: "stop",
          message: { role: "assistant", content: null, refusal: "I will not." },
        }],
      });
      return true;
    case "length":
      answer(body, "def cut_off(", "length", response);
      return true;
    case "large":
      answer(body, "x".repeat(10 << 20), "stop", response);
      return true;
  }
}

function json(response: ServerResponse, value: unknown, status = 200) {
  response.statusCode = status;
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(value));
}

const problem = (response: ServerResponse, status: number, message: string, code?: string) =>
  json(response, { error: { message, type: "stub", code: code ?? null } }, status);

function answer(
  body: ChatBody,
  text: string,
  reason: string,
  response: ServerResponse,
  model?: string,
) {
  if (!body.stream) return json(response, { model, ...whole(body, text, reason) });
  response.setHeader("content-type", "text/event-stream");
  const half = text.length >> 1;
  response.write(event({ model, ...chunkOf(body, text.slice(0, half), null) }));
  response.write(event(chunkOf(body, text.slice(half), reason)));
  response.write(event({ id: "x", choices: [], usage: usageOf(body, text) }));
  response.end("data: [DONE]\n\n");
}

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;

function usageOf(body: ChatBody, text: string) {
  const prompt = JSON.stringify(body.messages ?? body.prompt).length >> 2;
  const completion = Math.max(1, text.length >> 2);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  };
}

function whole(body: ChatBody, text: string, reason: string) {
  const usage = usageOf(body, text), id = "x", index = 0, finish_reason = reason;
  if (body.prompt !== undefined) {
    const logprobs = body.logprobs ? { tokens: [text], token_logprobs: [-0.5] } : null;
    return {
      id,
      object: "text_completion",
      usage,
      choices: [{ index, finish_reason, text, logprobs }],
    };
  }
  const message = { role: "assistant", content: text, refusal: null };
  const logprobs = body.logprobs ? { content: [{ token: text, logprob: -0.5 }] } : null;
  return {
    id,
    object: "chat.completion",
    usage,
    choices: [{ index, finish_reason, message, logprobs }],
  };
}

function chunkOf(body: ChatBody, text: string, reason: string | null) {
  const id = "x", index = 0, finish_reason = reason;
  if (body.prompt !== undefined) {
    const logprobs = body.logprobs ? { tokens: [text], token_logprobs: [-0.5] } : null;
    return { id, choices: [{ index, finish_reason, text, logprobs }] };
  }
  const logprobs = body.logprobs ? { content: [{ token: text, logprob: -0.5 }] } : null;
  return { id, choices: [{ index, finish_reason, delta: { content: text }, logprobs }] };
}
