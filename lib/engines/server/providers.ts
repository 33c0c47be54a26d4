/** Where a URI's first word leads, and which key it needs. All of them speak OpenAI's protocol. */

export interface Provider {
  baseURL: string;
  /** The environment variable of the key; local servers need none. */
  key?: string;
  /** What the server takes for `response_format`. @default {"none"} */
  json?: "schema" | "object" | "none";
  /** The name of the field that bounds a chat reply. @default {"max_tokens"} */
  maxTokens?: "max_tokens" | "max_completion_tokens";
  /** The name of the seed's field. @default {"seed"} */
  seed?: "seed" | "random_seed";
  /** Another variable that says where the server is. */
  host?: string;
}

/**
 * The table. A server that is not in it is named by its address: `http://host:8000/v1#NAME`.
 *
 * @example
 * ```ts
 * import { providers } from "tracelab/models";
 * providers.ollama.baseURL; // "http://localhost:11434/v1"
 * ```
 */
export const providers: Readonly<Record<string, Provider>> = {
  openai: {
    baseURL: "https://api.openai.com/v1",
    key: "OPENAI_API_KEY",
    json: "schema",
    maxTokens: "max_completion_tokens",
  },
  xai: { baseURL: "https://api.x.ai/v1", key: "XAI_API_KEY", json: "schema" },
  anthropic: { baseURL: "https://api.anthropic.com/v1", key: "ANTHROPIC_API_KEY" },
  mistral: {
    baseURL: "https://api.mistral.ai/v1",
    key: "MISTRAL_API_KEY",
    json: "schema",
    seed: "random_seed",
  },
  together: { baseURL: "https://api.together.xyz/v1", key: "TOGETHER_API_KEY", json: "schema" },
  openrouter: {
    baseURL: "https://openrouter.ai/api/v1",
    key: "OPENROUTER_API_KEY",
    json: "schema",
  },
  ollama: { baseURL: "http://localhost:11434/v1", json: "schema", host: "OLLAMA_HOST" },
  vllm: { baseURL: "http://localhost:8000/v1", json: "schema" },
  llamacpp: { baseURL: "http://localhost:8080/v1", json: "schema" },
  lmstudio: { baseURL: "http://localhost:1234/v1", json: "schema" },
};
