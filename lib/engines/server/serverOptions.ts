import type { ModelOptions } from "../../models/mod.ts";

/** What a user may say about a model at a server. */
export interface ServerOptions extends ModelOptions {
  /** Read replies as a stream of tokens: long replies then keep a slow connection alive. @default {false} */
  stream?: boolean;
  /** Where the server is, when not where its provider usually is. */
  baseURL?: string;
  /** Several addresses that serve the same model: the least busy is asked, one that fails rests. */
  hosts?: string[];
  /** @default {the provider's environment variable} */
  apiKey?: string;
}

/** The names that other engines do not know. */
export const serverOptions = {
  stream: true,
  baseURL: true,
  hosts: true,
  apiKey: true,
} satisfies Record<Exclude<keyof ServerOptions, keyof ModelOptions>, true>;
