/**
 * What a model is underneath: something that answers one rendered prompt. Storing, limits, retries,
 * budget and accounts are added by `modelFrom`, the same for every engine.
 */
import type { Sampling } from "./completion.ts";
import type { Dialect } from "./dialects.ts";
import type { Intent } from "./intent.ts";

/** One turn of a conversation. */
export interface Message {
  role: "system" | "user" | "assistant";
  content: string;
}

/** A prompt as the engine gets it: a conversation, or text to continue. */
export type Rendered =
  | { messages: Message[]; text?: undefined }
  | { text: string; messages?: undefined };

/** One sample of one request. */
export interface Call {
  intent: Intent;
  prompt: Rendered;
  sampling: Sampling;
  /** Index among the samples of one request. */
  sample: number;
  logprobs: boolean;
  /** The JSON schema that the reply must have. */
  schema?: Record<string, unknown>;
}

/** What an engine answers. */
export interface Answer {
  text: string;
  /** `stop`, `length`, `refusal`, `content_filter`, `reasoning_only`, `tool_calls_only`… */
  finishReason: string;
  /** What the server says that it answered with, for instance a model's dated name; `NAME · FINGERPRINT`. */
  served?: string;
  usage?: { promptTokens?: number; completionTokens?: number };
  logprobs?: { token: string; logprob: number }[];
  /** The reply's tokens, where its text would be cut into others; a training reads them. */
  tokenIds?: number[];
}

/** A source of answers: a server, the embedded model, recorded replies, a script. */
export interface Engine {
  /** How intents become prompts, unless the user chose otherwise. */
  readonly dialect: Dialect;
  /** Becomes part of every key, for instance the hash of a checkpoint. */
  readonly identity?: string;
  /** What a server says of its model: part of every key, too, but the same of models that differ. */
  readonly reported?: string;
  /** Where it is, when not where its name says: part of every key, too. */
  readonly address?: string;
  /** Sampling where neither the request nor the user says otherwise. */
  readonly defaults?: Sampling;
  /** Answers many calls later, through files; see `writeBatch`. */
  readonly batch?: BatchEngine;
  /** Throws a `ModelError`; `retry` in it says whether another try may help. */
  complete(call: Call, signal: AbortSignal): Promise<Answer>;
  close?(): Promise<void>;
}

/** What an engine needs for batches. */
export interface BatchEngine {
  /** The line of a call: where it goes, and its body. */
  line(call: Call): { url: string; body: Record<string, unknown> };
  /** The answer in a reply's body. */
  answer(call: Call, body: unknown): Answer;
  /** What no message may show. */
  secrets(): string[];
  /** Uploads a file of lines and starts the batch. */
  submit(file: string): Promise<BatchState>;
  poll(id: string): Promise<BatchState>;
  /** Writes the replies to a file. */
  fetch(id: string, file: string): Promise<void>;
}

/** Where a submitted batch is. */
export interface BatchState {
  id: string;
  /** `validating`, `in_progress`, `finalizing`, `completed`, `failed`, `expired`, `cancelled`… */
  status: string;
  total: number;
  completed: number;
  failed: number;
}
