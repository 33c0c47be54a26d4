/** Text in, text out: the one interface every model has. */
import type { Completion } from "./completion.ts";
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
