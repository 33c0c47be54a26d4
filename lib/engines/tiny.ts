/**
 * The seam to the embedded model, which is loaded at the first request only. `tiny/mod.ts` exports
 *
 *     tinyModel(uri: string, options: ModelOptions): Model | Promise<Model>
 *
 * and best makes it with `modelFrom(uri, open, options)`: an engine gets prompts rendered by its own
 * dialect (control tokens), answers `complete(call)`, and has storing, resuming, limits and accounts
 * for nothing. Its `identity` is the checkpoint's hash, so that a retrained model is asked anew.
 * `call.intent` holds the task; sample *i* of a seeded request draws with `sampling.seed + call.sample`.
 */
import type { Model, ModelOptions, Reply, Request } from "../models/mod.ts";

/** A model that opens the embedded one at its first request. */
export function tinyModel(uri: string, options: ModelOptions): Model {
  let opened: Promise<Model> | undefined;
  const open = () =>
    opened ??= import("../tiny/mod.ts").then((room) => room.tinyModel(uri, options));
  return {
    uri,
    get identity() {
      return open().then((model) => model.identity);
    },
    async *generate<R extends Request>(
      requests: Iterable<R> | AsyncIterable<R>,
      settings?: { signal?: AbortSignal },
    ): AsyncGenerator<Reply<R>> {
      yield* (await open()).generate(requests, settings);
    },
    ask: async (request, settings) => (await open()).ask(request, settings),
    async close() {
      const model = opened?.catch(() => undefined); // who asked was told
      opened = undefined;
      await (await model)?.close();
    },
    [Symbol.asyncDispose]() {
      return this.close();
    },
  };
}
