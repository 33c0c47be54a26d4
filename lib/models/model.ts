/** Text in, text out: the one interface every model has, and the URI that names one. */
import type { Completion } from "./completion.ts";
import type { ModelOptions } from "./modelOptions.ts";
import { openModel } from "./openModel.ts";
import type { Reply, Request } from "./request.ts";

export interface Model extends AsyncDisposable {
  readonly uri: string;
  /**
   * What the model is beyond its URI (hash of the file or the checkpoint, code of the function, the
   * option `identity`) and how it is asked where the options say so (dialect, prompts, sampling); two
   * that differ in it are two models. Undefined where the URI is all that is known.
   */
  readonly identity: Promise<string | undefined>;
  /** Answers in the order in which they finish; every completion is stored before it is yielded. */
  generate<R extends Request>(
    requests: Iterable<R> | AsyncIterable<R>,
    options?: { signal?: AbortSignal },
  ): AsyncIterable<Reply<R>>;
  /** The first sample of one request. */
  ask(request: Request, options?: { signal?: AbortSignal }): Promise<Completion>;
  /** Waits for calls in flight, so that what they cost is kept, and frees the model. */
  close(): Promise<void>;
}

/**
 * The model that a URI names. Nothing is opened before the first request.
 *
 * - `openai:NAME`, `xai:`, `anthropic:`, `mistral:`, `together:`, `openrouter:`: hosted, with a key
 * - `ollama:NAME`, `vllm:`, `llamacpp:`, `lmstudio:`: a server on this machine
 * - `http://host:8000/v1#NAME`: any server that speaks OpenAI's protocol
 * - `recorded:FILE`: completions of an earlier run, or HumanEval's sample files
 * - `tiny`, `tiny:student`, `tiny:teacher`, `tiny:PATH`: the embedded model
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
export function model(uri: string, options: ModelOptions = {}): Model {
  return openModel(uri, options);
}
