/**
 * The engine behind `gguf:`: llama.cpp in a process of its own, so that neither its crash nor its log
 * lines reach the kernel. Nothing is fetched, installed or started before the first call that the
 * store cannot answer; a process that ended is started again and asked once more. Engines of the same
 * model share one.
 */
import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import {
  type Answer,
  type Call,
  type Dialect,
  dialects,
  type Engine,
  ModelError,
  type Sampling,
} from "../../models/mod.ts";
import { evenWeights } from "./evenWeights.ts";
import { ggufParts } from "./ggufParts.ts";
import { grammarOf } from "./grammarOf.ts";
import { elsewhere, installEngine } from "./installEngine.ts";
import type { Job } from "./job.ts";
import { EngineEnded, LlamaProcess } from "./llamaProcess.ts";
import { memoryLimit, memoryNeeded } from "./memory.ts";
import { engineVersion } from "./packages.ts";
import { readGguf } from "./readGguf.ts";
import { SharedProcess } from "./sharedProcess.ts";
import { findWeights, knownModel, weightsHash } from "./weights.ts";

export interface LlamaOptions {
  /** A LoRA adapter, as a GGUF file. */
  adapter?: string;
  /** Tokens of a prompt and its reply together. @default {4096, or what the model was trained for} */
  context?: number;
  /** Replies at a time. @default {16, or 8 where those would take more than half of the memory} */
  slots?: number;
  /** @default {the processor's cores} */
  threads?: number;
}

/** What is said of a process that was started. */
export type Started = Awaited<LlamaProcess["ready"]>;

/**
 * Opens `gguf:NAME`, or `gguf:NAME?adapter=FILE`; `identity` is the hash of weights, adapter and engine.
 *
 * @throws {ModelError} of one line, at the first call: no such file, no GGUF, a wrong hash, no network,
 * a full disk, too little memory, a platform without an engine.
 */
export async function llamaEngine(uri: string, options: LlamaOptions = {}): Promise<LlamaEngine> {
  const { name, adapter: named } = ggufParts(uri);
  return await asModelError(uri, async () => {
    const { adapter = named } = options;
    if (named !== undefined && named !== adapter) {
      throw new Error(`two adapters, and one is read: ${named}, ${adapter}`);
    }
    if (adapter !== undefined && !existsSync(adapter)) throw new Error(`no adapter ${adapter}`);
    if (adapter !== undefined) readGguf(adapter);
    const known = knownModel(name)?.sha256;
    const weights = known ?? await hashOfGguf(await findWeights(name));
    const parts = [`gguf ${weights.slice(0, 16)}`];
    if (adapter !== undefined) parts.push(`adapter ${(await weightsHash(adapter)).slice(0, 16)}`);
    parts.push(`llama ${engineVersion}`);
    return new LlamaEngine(uri, name, parts.join(" "), { ...options, adapter });
  });
}

async function hashOfGguf(file: string): Promise<string> {
  readGguf(file);
  return await weightsHash(file);
}

export class LlamaEngine implements Engine {
  readonly dialect: Dialect = dialects.chat;
  readonly defaults: Sampling = { temperature: 0, maxTokens: 1024 };
  readonly identity: string;
  readonly #uri: string;
  readonly #name: string;
  readonly #options: LlamaOptions;
  #shared: SharedProcess | undefined;

  constructor(uri: string, name: string, identity: string, options: LlamaOptions) {
    this.#uri = uri;
    this.#name = name;
    this.identity = identity;
    this.#options = options;
  }

  /** Answers a call; `piece` gets the reply as it comes. */
  complete(call: Call, signal?: AbortSignal, piece?: (text: string) => void): Promise<Answer> {
    return asModelError(this.#uri, async () => {
      const job = jobOf(call, piece !== undefined);
      for (let again = false;; again = true) {
        const started = await this.#started();
        try {
          const written = await started.write(job, { signal, piece });
          const { text, finishReason, promptTokens, completionTokens, logprobs } = written;
          return { text, finishReason, usage: { promptTokens, completionTokens }, logprobs };
        } catch (error) {
          // What was streamed already cannot be taken back.
          if (!(error instanceof EngineEnded) || again || piece) throw error;
        }
      }
    });
  }

  /** Starts the process, if it does not run yet. */
  start(): Promise<Started> {
    return asModelError(this.#uri, async () => await (await this.#started()).ready);
  }

  /** The number of the process, where one runs. */
  async pid(): Promise<number | undefined> {
    return await this.#shared?.pid();
  }

  /** Ends the process, where no other engine asks the same one. */
  async close(): Promise<void> {
    const leaving = this.#shared;
    this.#shared = undefined;
    await leaving?.leave();
  }

  #started(): Promise<LlamaProcess> {
    const { context, slots, threads } = this.#options;
    this.#shared ??= SharedProcess.join(
      JSON.stringify([this.identity, context, slots, threads]),
    );
    return this.#shared.started(() => this.#start());
  }

  async #start(): Promise<LlamaProcess> {
    const model = await evenWeights(await findWeights(this.#name));
    const gguf = readGguf(model);
    const { adapter, threads } = this.#options;
    const trained = gguf.values.get(`${gguf.values.get("general.architecture")}.context_length`);
    const most = typeof trained === "number" ? trained : Infinity;
    const context = this.#options.context ?? Math.min(4096, most);
    const has = memoryLimit(), { size } = statSync(model);
    const need = (slots: number) => memoryNeeded(gguf, size, context * slots);
    const slots = this.#options.slots ?? (need(16) <= has / 2 ? 16 : 8), needed = need(slots);
    if (needed > has) {
      const gb = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
      throw new Error(
        `${gb(needed)} are needed and this machine has ${
          gb(has)
        }: a smaller model, context or concurrency; or ${elsewhere}`,
      );
    }
    const engine = await installEngine();
    const started = new LlamaProcess({
      engine,
      model,
      adapter: adapter && resolve(adapter),
      slots,
      context,
      threads,
    });
    try {
      await started.ready;
    } catch (error) {
      await started.close();
      throw error;
    }
    return started;
  }
}

function jobOf({ prompt, sampling, sample, logprobs, schema }: Call, stream: boolean): Job {
  const { temperature = 0, topP, maxTokens = 1024, stop = [], seed } = sampling;
  return {
    ...(prompt.messages ? { messages: prompt.messages } : { text: prompt.text }),
    temperature,
    topP,
    maxTokens,
    stop,
    // One seed for all samples would draw the same sample again and again.
    seed: seed === undefined ? undefined : seed + sample,
    logprobs,
    grammar: schema && grammarOf(schema),
    stream,
  };
}

/** An error of this engine as those of other engines: one line that begins with the model. */
async function asModelError<T>(uri: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { name, message } = error as Error;
    if (error instanceof ModelError || name === "AbortError" || name === "TimeoutError") {
      throw error;
    }
    throw new ModelError(`${uri}: ${message.replace(/\s+/g, " ")}`, {
      model: uri,
      fatal: error instanceof EngineEnded,
    });
  }
}
