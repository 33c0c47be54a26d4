/** The URI that names a model. */
import { checkOptions, type Model, type ModelOptions } from "../models/mod.ts";
import { ggufModel, type GgufOptions } from "./gguf.ts";
import { providers } from "./server/providers.ts";
import { recordedModel } from "./recorded.ts";
import { serverModel } from "./server/serverModel.ts";
import { serverOf } from "./server/serverOf.ts";
import { type ServerOptions, serverOptions } from "./server/serverOptions.ts";
import { tinyModel } from "./tiny.ts";

/** What `model` takes beside a URI: what its engine knows; all of it where the URI is known when run. */
export type OptionsOf<Uri extends string> = string extends Uri ? ServerOptions & GgufOptions
  : Uri extends `gguf:${string}` ? GgufOptions
  : Uri extends "tiny" | `tiny:${string}` | `recorded:${string}` ? ModelOptions
  : ServerOptions;

/**
 * The model that a URI names. Nothing is opened before the first request.
 *
 * - `openai:NAME`, `xai:`, `anthropic:`, `mistral:`, `together:`, `openrouter:`: hosted, with a key
 * - `ollama:NAME`, `vllm:`, `llamacpp:`, `lmstudio:`: a server on this machine
 *   (or `{ baseURL }`; or several, `{ hosts: ["http://gpu1:8000/v1", …] }`: the least busy is asked)
 * - `http://host:8000/v1#NAME`: any server that speaks OpenAI's protocol
 * - `gguf:qwen2.5-coder-0.5b`, `gguf:/path/to/file.gguf`: a real model on this machine's processor, by
 *   llama.cpp; options `adapter` (a LoRA file) and `context` (tokens of a prompt and its reply);
 *   `gguf:FILE?adapter=LORA.gguf` names both, as `train` does
 * - `recorded:FILE`: completions of an earlier run, or HumanEval's sample files
 * - `tiny`, `tiny:student`, `tiny:teacher`, `tiny:debugger`, `tiny:PATH`: the embedded model
 *
 * @throws {RangeError} at a URI of no known form.
 *
 * @example
 * ```ts
 * import { model } from "tracelab";
 * const coder = model("ollama:qwen2.5-coder:7b", { temperature: 0.2, concurrency: 4 });
 * coder.uri; // "ollama:qwen2.5-coder:7b"
 * ```
 */
export function model<Uri extends string>(uri: Uri, options?: OptionsOf<Uri>): Model;
export function model(uri: string, options: ServerOptions & GgufOptions = {}): Model {
  if (typeof uri !== "string") {
    const own = typeof uri === "function" ? " (a function of yours is a model by scripted(f))" : "";
    throw new RangeError(`a model is named by a text: ${String(uri)}${own}`);
  }
  if (uri.startsWith("gguf:") && uri.length > 5) return ggufModel(uri, options);
  const [, scheme, rest] = uri.match(/^([a-z]+)(?::([^]*))?$/) ?? [];
  const here = scheme === "tiny" || (scheme === "recorded" && rest);
  checkOptions(options, here ? {} : serverOptions);
  if (scheme === "tiny") return tinyModel(uri, options);
  if (scheme === "recorded" && rest) return recordedModel(uri, rest, options);
  const server = serverOf(uri, options);
  if (server) return serverModel(server, options);
  throw new RangeError(
    `unknown model: ${uri} (write PROVIDER:NAME with ${Object.keys(providers).join(", ")}; ` +
      "http://host:8000/v1#NAME; gguf:NAME or gguf:FILE; recorded:FILE; or tiny)",
  );
}
