import { type Model, StoredModel } from "../../models/mod.ts";
import { serverEngine } from "./serverEngine.ts";
import type { Server } from "./serverOf.ts";
import type { ServerOptions } from "./serverOptions.ts";

/** A server's model: opened, and its options used, at the first request. */
export function serverModel(server: Server, options: ServerOptions): Model {
  const { stream: _stream, baseURL: _baseURL, hosts: _hosts, apiKey: _apiKey, ...common } = options;
  return new StoredModel(server.uri, () => serverEngine(server, options), common);
}
