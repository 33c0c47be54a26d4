/** What a server says that it serves under a model's name, so far as it tells one model from another. */
import { z } from "zod";
import { flag } from "../../base/mod.ts";
import { shortHash } from "../../models/mod.ts";
import { providers } from "./providers.ts";
import type { Server } from "./serverOf.ts";
import type { ServerOptions } from "./serverOptions.ts";

/** A server that is there answers this at once; one that does not is asked no longer. */
const patienceMs = 3000;

/** Fields of OpenAI's, vLLM's, llama.cpp's, TGI's and ollama's lists that do not change from start to start. */
const telling = z.object({
  root: z.string().nullish(),
  parent: z.string().nullish(),
  meta: z.record(z.string(), z.unknown()).nullish(),
  digest: z.string().nullish(),
  sha: z.string().nullish(),
  revision: z.string().nullish(),
  quantization: z.string().nullish(),
});
const List = z.object({ data: z.array(telling.extend({ id: z.string() })) });
const Tags = z.object({ models: z.array(telling.extend({ name: z.string() })) });

/**
 * A hash of what the server's list has of the model; undefined where it has no more than the name, for
 * hosted providers (their lists hold names only) and for servers that do not answer.
 */
export async function serverReport(
  server: Server,
  options: ServerOptions,
): Promise<string | undefined> {
  const hosted = Object.hasOwn(providers, server.name) && providers[server.name].key;
  if (hosted || (options.offline ?? flag("TRACELAB_OFFLINE"))) return undefined;
  const names = [server.model, `${server.model}:latest`];
  const found = server.name === "ollama"
    ? (await get(server, "/../api/tags", Tags))?.models.find(({ name }) => names.includes(name))
    : (await get(server, "/models", List))?.data.find(({ id }) => names.includes(id));
  const { success, data } = telling.safeParse(found);
  const said = success && Object.entries(data).filter(([, value]) => value != null);
  return said && said.length ? shortHash(JSON.stringify(said)) : undefined;
}

async function get<T>(server: Server, path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    const url = new URL(server.baseURL + path);
    const reply = await fetch(url, {
      // A connection that stays open would hide from the first call that it broke.
      headers: { authorization: `Bearer ${server.apiKey()}`, connection: "close" },
      signal: AbortSignal.timeout(patienceMs),
    });
    const body = await reply.text(); // read to its end: nothing is left open
    return reply.ok ? schema.safeParse(JSON.parse(body)).data : undefined;
  } catch {
    return undefined; // the calls themselves will say what is wrong
  }
}
