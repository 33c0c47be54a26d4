import { checkOptions } from "./checkOptions.ts";
import type { Model } from "./model.ts";
import { StoredModel } from "./modelFrom.ts";
import type { ModelOptions } from "./modelOptions.ts";
import { providers } from "./providers.ts";
import { recordedModel } from "./recordedModel.ts";
import { serverEngine } from "./serverEngine.ts";
import { serverOf } from "./serverOf.ts";
import { tinyModel } from "./tinyModel.ts";

/** The model of a URI; see `model`. */
export function openModel(uri: string, options: ModelOptions): Model {
  if (typeof uri !== "string") throw new RangeError(`a model is named by a text: ${String(uri)}`);
  checkOptions(options);
  const [, scheme, rest] = uri.match(/^([a-z]+)(?::([^]*))?$/) ?? [];
  if (scheme === "tiny") return tinyModel(uri, options);
  if (scheme === "recorded" && rest) return recordedModel(uri, rest, options);
  const server = serverOf(uri, options);
  if (server) return new StoredModel(server.uri, () => serverEngine(server, options), options);
  throw new RangeError(
    `unknown model: ${uri} (write PROVIDER:NAME with ${Object.keys(providers).join(", ")}; ` +
      "http://host:8000/v1#NAME; recorded:FILE; or tiny)",
  );
}
