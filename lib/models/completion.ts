/** One reply of a model, as it is kept on disk. */
import { z } from "zod";

/**
 * How a reply is drawn; what is absent is the server's own.
 *
 * @example
 * ```ts
 * import { Sampling } from "tracelab/models";
 * Sampling.parse({ temperature: 0.8, topP: 0.95, seed: 7 });
 * ```
 */
export const Sampling = z.object({
  temperature: z.number().min(0).optional(),
  topP: z.number().min(0).max(1).optional(),
  maxTokens: z.number().int().positive().optional(),
  stop: z.array(z.string()).optional(),
  seed: z.number().int().optional(),
});
export type Sampling = z.infer<typeof Sampling>;

/**
 * One reply of a model: its text, the program in it, and what tells it from another.
 *
 * @example
 * ```ts
 * import { type Completion, scripted, solve, Task } from "tracelab";
 * const task = Task.parse({ id: "own/1", set: "own", prompt: { instruct: "One." }, hidden: { kind: "run" } });
 * const completion: Completion = await scripted(["def one(): return 1"]).ask(solve(task));
 * completion.code; // "def one(): return 1\n", with completion.usage, completion.key…
 * ```
 */
export const Completion = z.object({
  /** The raw reply. */
  text: z.string(),
  /** The program in it, whole (prompt included where the reply continued it); empty when there is none. */
  code: z.string(),
  finishReason: z.string(),
  usage: z.object({
    promptTokens: z.number().optional(),
    completionTokens: z.number().optional(),
  }).default({}),
  /** In US dollars; absent when the price is unknown. */
  cost: z.number().optional(),
  /** The model's URI, for instance `ollama:codellama:7b-code`. */
  model: z.string(),
  sampling: Sampling,
  /** Index among the samples of one request. */
  sample: z.number().int().min(0),
  /** Key in the store: hash of URI, rendered messages, sampling and sample index. */
  key: z.string(),
  /** Hash of the prompt template that rendered the intent. */
  promptHash: z.string(),
  /** Log-probabilities of the reply's tokens, where the server gives them. */
  logprobs: z.array(z.object({ token: z.string(), logprob: z.number() })).optional(),
  /** The reply's tokens, where its text would be cut into others: a training learns those drawn. */
  tokenIds: z.array(z.number().int()).optional(),
  /** The parsed value where a JSON schema was asked for. */
  json: z.unknown().optional(),
});
export type Completion = z.infer<typeof Completion>;
