/**
 * Any server that speaks OpenAI's protocol: chat for conversations, raw completion for text to
 * continue, as one reply or as a stream.
 */
import { setImmediate } from "node:timers";
import { type Answer, type Call, dialects, type Engine, ModelError } from "../../models/mod.ts";
import { chatAnswer, chatStream, rawAnswer, rawStream, type Said } from "./answerOf.ts";
import { bodyOf } from "./bodyOf.ts";
import { type Client, clientOf } from "./client.ts";
import { serverBatch } from "./serverBatch.ts";
import { serverError } from "./serverError.ts";
import type { Server } from "./serverOf.ts";
import type { ServerOptions } from "./serverOptions.ts";
import { serverReport } from "./serverReport.ts";
import { withoutSecrets } from "./withoutSecrets.ts";

/** Opens a server. Its key is asked for at the first call. */
export async function serverEngine(server: Server, options: ServerOptions): Promise<Engine> {
  let client: Client | undefined;
  const open = () => client ??= clientOf(server);
  return {
    dialect: dialects.chat,
    reported: await reportOf(server, options),
    address: options.baseURL ?? options.hosts?.toSorted().join(" "),
    // Servers without a bound of their own write until their context is full.
    defaults: { maxTokens: 4096 },
    // A batch's files lie at one server.
    batch: options.hosts && options.hosts.length > 1 ? undefined : serverBatch(open, server),
    async complete(call, signal) {
      try {
        const ask = options.stream ? streamed : whole;
        return withoutSecrets(await ask(open(), server, call, signal), server);
      } catch (error) {
        throw serverError(error, server);
      }
    },
  };
}

/** What all of a model's hosts say that they serve. */
async function reportOf(server: Server, options: ServerOptions): Promise<string | undefined> {
  const reports = await Promise.all(
    (server.hosts ?? [server.baseURL]).map((baseURL) =>
      serverReport({ ...server, baseURL }, options)
    ),
  );
  const told = new Set(reports.filter((report) => report !== undefined));
  if (told.size > 1) {
    const message = `${server.name}: ${
      server.hosts?.join(", ")
    } serve different models as ${server.model}`;
    throw new ModelError(message, { model: server.uri, fatal: true });
  }
  return [...told][0];
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

const pathOf = ({ prompt }: Call) => prompt.messages ? "/chat/completions" : "/completions";

async function whole(client: Client, server: Server, call: Call, signal: AbortSignal) {
  const reply = await client.json(pathOf(call), bodyOf(call, server), signal) as Said;
  await turn();
  return call.prompt.messages ? chatAnswer(reply) : rawAnswer(reply);
}

/** The answer in a stream, or in the JSON that a server sends in its place: most often a failure. */
async function streamed(
  client: Client,
  server: Server,
  call: Call,
  signal: AbortSignal,
): Promise<Answer> {
  const options = { stream: true, stream_options: { include_usage: true } };
  const body = { ...bodyOf(call, server), ...options };
  const { whole, events } = await client.stream<Said>(pathOf(call), body, signal);
  if (events) return await (call.prompt.messages ? chatStream(events) : rawStream(events));
  return call.prompt.messages ? chatAnswer(whole) : rawAnswer(whole);
}
