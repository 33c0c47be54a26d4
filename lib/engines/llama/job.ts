/** What the engine's process is asked and what it says: lines of JSON on its input and output. */

/** How the process is started. */
export interface Settings {
  /** The folder of the unpacked engine. */
  engine: string;
  model: string;
  adapter?: string;
  /** Replies at a time. */
  slots: number;
  /** Tokens of one reply and its prompt. */
  context: number;
  threads?: number;
}

/** One reply to write. */
export interface Job {
  messages?: { role: string; content: string }[];
  text?: string;
  temperature: number;
  topP?: number;
  maxTokens: number;
  stop: string[];
  seed?: number;
  logprobs: boolean;
  /** In GBNF: what the reply's text must be. */
  grammar?: string;
  /** Whether pieces of the reply are wanted as they come. */
  stream: boolean;
}

/** A finished reply. */
export interface Written {
  text: string;
  finishReason: "stop" | "length";
  promptTokens: number;
  completionTokens: number;
  /** Tokens of the prompt that did not have to be computed. */
  cachedTokens: number;
  logprobs?: { token: string; logprob: number }[];
}

/** To the process. */
export type Asked = { id: number; job: Job } | { abort: number };

/** From the process. */
export type Said =
  | { ready: { threads: number; context: number; memory: number; system: string } }
  | { failed: string }
  | { id: number; piece: string }
  | { id: number; written: Written }
  | { id: number; error: string };
