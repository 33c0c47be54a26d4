/** `gguf:NAME` and `gguf:FILE`: a real model on this machine's processor, through llama.cpp. */
import process from "node:process";
import { checkOptions, type Model, type ModelOptions, StoredModel } from "../models/mod.ts";
import { llamaEngine, type LlamaOptions } from "./llama/llamaEngine.ts";

/**
 * `concurrency` is the number of replies in work at a time; each has `context` tokens of its own. By
 * default 16, or 8 where those would take more than half of the memory.
 * Fewer `threads` are faster where other programs keep the processor busy.
 */
export interface GgufOptions
  extends ModelOptions, Pick<LlamaOptions, "adapter" | "context" | "threads"> {}

/** `TRACELAB_THREADS`, for whoever starts a notebook on a machine that others keep busy. */
const environmentThreads = () =>
  process.env.TRACELAB_THREADS ? Number(process.env.TRACELAB_THREADS) : undefined;
/** A reply may wait for its turn and be long; a process that ended is noticed without a time-out. */
const halfAnHour = 30 * 60_000;

/**
 * The model in a GGUF file.
 *
 * @throws {RangeError} for an option that is none.
 */
export function ggufModel(uri: string, options: GgufOptions): Model {
  const { adapter, context, threads = environmentThreads(), ...usual } = options;
  checkOptions(usual);
  const { concurrency: slots } = usual;
  for (const [name, value] of Object.entries({ context, threads, concurrency: slots })) {
    if (value !== undefined && !(Number.isInteger(value) && value > 0)) {
      throw new RangeError(`'${name}' must be a positive integer: ${value}`);
    }
  }
  return new StoredModel(uri, () => llamaEngine(uri, { adapter, context, threads, slots }), {
    ...usual,
    timeoutMs: usual.timeoutMs ?? halfAnHour,
  });
}
