/** The part of OpenAI's protocol that models need, with plain `fetch`: JSON, streams of events, files. */
import { errorIn, type ToldError } from "../../models/mod.ts";
import { LineSplitter } from "../../base/mod.ts";
import { Hosts } from "./hosts.ts";
import { toldError } from "./serverError.ts";
import type { Server } from "./serverOf.ts";

export interface Client {
  /** Sends JSON, where there is any, or a form, and gives the reply's body as JSON. */
  json(path: string, body?: object, signal?: AbortSignal): Promise<unknown>;
  /** Sends JSON and gives the reply's events as they come, to `[DONE]`, or what came whole in their place. */
  stream<T>(path: string, body: object, signal?: AbortSignal): Promise<Streamed<T>>;
  /** A file of the server's. */
  text(path: string): Promise<string>;
}

type Streamed<T> = { events: AsyncIterable<T>; whole?: undefined } | {
  events?: undefined;
  whole: T;
};

/** Speaks to a server with its key, which is asked for now. */
export function clientOf(server: Server): Client {
  const authorization = `Bearer ${server.apiKey()}`;
  const hosts = new Hosts((server.hosts ?? [server.baseURL]).map((url) => url.replace(/\/$/, "")));
  const json = { accept: "application/json", "content-type": "application/json", authorization };
  async function send(
    base: string,
    path: string,
    body?: object,
    signal?: AbortSignal,
  ): Promise<Response> {
    const response = await fetch(base + path, {
      method: body ? "POST" : "GET",
      // A form says of itself what it is.
      headers: body && !(body instanceof FormData) ? json : { authorization },
      body: body instanceof FormData ? body : body && JSON.stringify(body),
      signal,
    });
    if (!response.ok) throw await refused(response);
    return response;
  }
  return {
    json: (path, body, signal) =>
      hosts.use(async (base) => await (await send(base, path, body, signal)).json(), signal),
    text: (path) => hosts.use(async (base) => await (await send(base, path)).text()),
    async stream<T>(path: string, body: object, signal?: AbortSignal): Promise<Streamed<T>> {
      const response = await hosts.use((base) => send(base, path, body, signal), signal);
      const type = response.headers.get("content-type");
      if (/^application\/(?:\w+\+)?json\b/i.test(type ?? "")) {
        return { whole: await response.json() as T };
      }
      return { events: valuesIn(response) as AsyncGenerator<T> };
    },
  };
}

async function* valuesIn(response: Response): AsyncGenerator<unknown> {
  for await (const { event, data } of eventsIn(response.body ?? [])) {
    if (data.startsWith("[DONE]")) return;
    const value: unknown = JSON.parse(data);
    if (event === "error") throw toldError(errorIn(value) ?? errorIn({ error: value })!);
    yield value;
  }
}

/** Server-sent events that have data; one that no empty line ends was cut, and is none. */
async function* eventsIn(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  const decoder = new TextDecoder(), lines = new LineSplitter();
  let event = "", data: string[] = [];
  for await (const piece of bytes) {
    for (const { line } of lines.add(piece)) {
      const text = decoder.decode(line).replace(/\r$/, "");
      const [, field, value = ""] = text.match(/^(\w+)(?:: ?(.*))?$/) ?? [];
      if (field === "data") data.push(value);
      if (field === "event") event = value;
      if (text) continue;
      if (data.length) yield { event, data: data.join("\n") };
      event = "", data = [];
    }
  }
}

/** The failure that a status tells, with what the body says of it. */
async function refused(response: Response): Promise<Error> {
  const { status, headers } = response;
  const body = await response.text().catch(String);
  const { message, code } = toldIn(body) ?? { message: body.trim() || "(no reason given)" };
  return Object.assign(new Error(message), { status, headers, code });
}

function toldIn(body: string): ToldError | undefined {
  try {
    return errorIn(JSON.parse(body));
  } catch {
    return undefined;
  }
}
