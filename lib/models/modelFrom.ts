/** Makes a model of an engine: renders, remembers, limits, retries, counts. */
import { setMaxListeners } from "node:events";
import { Answers } from "./store/answers.ts";
import { Budget, BudgetError } from "./limits/budget.ts";
import { promptKey, requestKey, sampleKey } from "./store/callKey.ts";
import { callWithRetries } from "./limits/callWithRetries.ts";
import { checkOptions } from "./checkOptions.ts";
import { codeOf } from "./codeOf.ts";
import type { Completion } from "./completion.ts";
import { Deadlines } from "./limits/deadlines.ts";
import { completionOf } from "./store/completionOf.ts";
import { costOf, mostOf } from "./limits/costOf.ts";
import type { Answer, Engine } from "./engine.ts";
import type { ModelEvent } from "./events.ts";
import { flag, pump, watched } from "../base/mod.ts";
import { fullIdentity, type Identity, identityOf } from "./store/identity.ts";
import { type Job, jobs, type Prepared } from "./jobs.ts";
import { jsonCall, withSchema } from "./jsonReply.ts";
import { Limiter } from "./limits/limiter.ts";
import type { Model } from "./model.ts";
import { ModelError } from "./modelError.ts";
import type { ModelOptions } from "./modelOptions.ts";
import { type Price, priceOf } from "./limits/priceOf.ts";
import { renderCall, type RenderedCall } from "./prompts/renderCall.ts";
import { recipeOf } from "./store/recipeOf.ts";
import type { Reply, Request } from "./request.ts";
import { CompletionStore, type StoredCompletion } from "./store/store.ts";
import { storePath } from "./store/storePath.ts";
import { summaryOf } from "./summaryOf.ts";

/** Opens what answers; called once, at the first request. */
export type OpenEngine = () => Engine | Promise<Engine>;

/**
 * A model that answers with an engine. Every completion is in the store before anyone sees it; what
 * the store has is not asked again. What the model is follows from `engine.identity`, the option
 * `identity`, or else the text of `open` and of the engine's functions: edited, they are another model.
 *
 * @example
 * ```ts
 * import { dialects, modelFrom, solve, Task } from "tracelab";
 * const parrot = modelFrom("parrot", () => ({
 *   dialect: dialects.chat,
 *   complete: () => Promise.resolve({ text: "pass", finishReason: "stop" }),
 * }), { store: false });
 * const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });
 * (await parrot.ask(solve(task))).text; // "pass"
 * ```
 */
export function modelFrom(uri: string, open: OpenEngine, options: ModelOptions = {}): Model {
  return new StoredModel(uri, open, options, open);
}

/** A sample that the store does not have. */
export interface PendingSample {
  prepared: Prepared;
  key: string;
  call: RenderedCall;
}

/** `signal` is the user's, and ends calls in flight too; `waiting` ends those not begun. */
interface Signals {
  signal?: AbortSignal;
  waiting: AbortSignal;
}

/** A call that was not begun, or was aborted, since who made it wants no answer any more. */
class Abandoned extends Error {}

/** How many samples are asked for, where that can be seen. */
function samplesOf(requests: Iterable<Request> | AsyncIterable<Request>): number | undefined {
  if (!Array.isArray(requests)) return undefined;
  return (requests as Request[]).reduce((sum, { samples = 1 }) => sum + samples, 0);
}

interface Answered {
  request: Request;
  completion: Completion;
}

/** The model behind `modelFrom`; batches use its parts. */
export class StoredModel implements Model {
  readonly uri: string;
  readonly #options: ModelOptions;
  readonly #open: OpenEngine;
  readonly #limiter: Limiter;
  readonly #deadlines: Deadlines;
  readonly #budget: Budget | undefined;
  readonly #price: Pick<Price, "input" | "output"> | undefined;
  readonly #inFlight = new Map<string, Promise<StoredCompletion>>();
  readonly #code: OpenEngine | undefined;
  #engine: Promise<Engine> | undefined;
  #identity: Identity | undefined;
  #store: CompletionStore | undefined;
  #answers: Answers | undefined;

  /** `code` is given where `open` is the user's own: its text tells the model. */
  constructor(uri: string, open: OpenEngine, options: ModelOptions, code?: OpenEngine) {
    checkOptions(options);
    this.uri = uri;
    this.#code = code;
    this.#open = open;
    this.#options = {
      ...options,
      fresh: options.fresh ?? flag("TRACELAB_FRESH"),
      offline: options.offline ?? flag("TRACELAB_OFFLINE"),
    };
    const { concurrency = 16, rpm, tpm, budget, timeoutMs = 120_000 } = options;
    this.#deadlines = new Deadlines(timeoutMs);
    this.#limiter = new Limiter({ concurrency, rpm, tpm });
    this.#budget = budget && (budget instanceof Budget ? budget : new Budget(budget));
    this.#price = options.price ?? priceOf(uri);
  }

  async *generate<R extends Request>(
    requests: Iterable<R> | AsyncIterable<R>,
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncGenerator<Reply<R>> {
    signal?.throwIfAborted();
    const engine = await this.engine();
    const answers = this.#stored(engine);
    this.store.refresh(); // what other processes wrote since; later each append looks again
    const failures: Error[] = [];
    const waiting = new AbortController();
    setMaxListeners(0, waiting.signal, ...(signal ? [signal] : [])); // one for each call that waits
    let stop = false;
    const signals = { signal, waiting: waiting.signal };
    const work = async ({ prepared, sample }: Job): Promise<Answered | undefined> => {
      const { request } = prepared;
      try {
        const completion = await withSchema(prepared.call, request, (call) => {
          const key = call === prepared.call ? prepared.key : this.#key(engine, call);
          return this.#one(engine, { request, call, key }, sample, signals);
        });
        return { request, completion };
      } catch (error) {
        if (error instanceof Abandoned) return;
        const failure = error instanceof Error ? error : new Error(String(error));
        stop ||= !(failure instanceof ModelError) || failure.fatal;
        const type = failure instanceof BudgetError ? "stopped" : "failed";
        this.#say({ type, reason: failure.message });
        failures.push(failure);
      }
    };
    const begin = (job: Job) => {
      const { request } = job.prepared;
      // Stored answers do not wait for those in flight.
      const stored = request.schema ? undefined : answers.get(job.prepared, job.sample);
      return stored ? { request, completion: this.#told(stored, request, "store") } : work(job);
    };
    const { concurrency = 16 } = this.#options;
    const answered = pump(this.#jobs(engine, requests), begin, {
      // The next calls are ready when some come back; one at a time, each is done, repair and all.
      ahead: concurrency === 1 ? 1 : 2 * concurrency,
      stopped: () => stop,
      signal,
    });
    const about = { label: this.uri, unit: "replies", total: samplesOf(requests) };
    const told = watched(answered, about, (reply) => ({
      cost: reply?.completion.cost,
      failed: !reply,
    }));
    try {
      for await (const reply of told) {
        if (!reply) continue;
        const { intent } = reply.request;
        const task = "task" in intent ? intent.task : undefined;
        yield { ...reply, task } as Reply<R>;
      }
    } finally {
      // Whoever breaks off wants no new calls; those in flight are paid for, and finish.
      waiting.abort(new Abandoned());
    }
    signal?.throwIfAborted();
    if (failures.length) throw summaryOf(failures, this.uri);
  }

  async ask(request: Request, options?: { signal?: AbortSignal }): Promise<Completion> {
    for await (const { completion } of this.generate([{ ...request, samples: 1 }], options)) {
      return completion;
    }
    throw new ModelError(`${this.uri}: no answer`, { model: this.uri });
  }

  /** Waits for calls in flight, so that what they cost is kept, and frees the engine. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#inFlight.values());
    const engine = this.#engine?.catch(() => undefined); // who asked was told
    this.#engine = undefined;
    await (await engine)?.close?.();
    this.#store?.close();
    this.#store = this.#answers = undefined;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** The engine, opened at the first need; what failed to open is tried again at the next. */
  engine(): Promise<Engine> {
    if (this.#engine) return this.#engine;
    const opening = this.#engine = Promise.resolve(this.#open());
    opening.catch(() => {
      if (this.#engine === opening) this.#engine = undefined;
    });
    return opening;
  }

  get identity(): Promise<string | undefined> {
    return this.engine().then((engine) => fullIdentity(this.#is(engine).key, this.#options));
  }

  #is(engine: Engine): Identity {
    return this.#identity ??= identityOf(engine, this.#options, this.#code);
  }

  /** The store's file, unless it is in memory. */
  get #file(): string | undefined {
    const { store } = this.#options;
    return store === false ? undefined : store ?? storePath(this.uri);
  }

  /** The store, opened at the first need. */
  get store(): CompletionStore {
    const file = this.#file;
    return this.#store ??= file === undefined ? CompletionStore.of() : CompletionStore.open(file);
  }

  /** What the store has of this model. */
  #stored(engine: Engine): Answers {
    return this.#answers ??= new Answers({
      uri: this.uri,
      identity: this.#is(engine),
      store: this.store,
      file: this.#file,
      fresh: this.#options.fresh,
      say: (event) => this.#say(event),
    });
  }

  render(engine: Engine, request: Request): RenderedCall {
    const call = renderCall(request, engine, this.#options);
    return request.schema ? jsonCall(call, request.schema) : call;
  }

  /** Appends an answer to the store, unless another process was first. */
  keep(
    engine: Engine,
    { request, call, key }: Prepared,
    sample: number,
    answer: Answer,
    ms?: number,
  ): StoredCompletion {
    const { intent } = request;
    const stored: StoredCompletion = {
      key: sampleKey(key, sample),
      model: this.uri,
      identity: this.#is(engine).key,
      kind: intent.kind,
      taskId: "task" in intent ? intent.task.id : undefined,
      role: request.role ?? intent.kind,
      arm: request.arm,
      dialect: call.dialect,
      promptHash: call.promptHash,
      prompt: promptKey(call.prompt),
      sampling: call.sampling,
      sample,
      text: answer.text,
      code: codeOf(intent, answer.text, answer.finishReason),
      finishReason: answer.finishReason,
      served: answer.served,
      usage: answer.usage ?? {},
      cost: costOf(answer.usage, this.#price),
      logprobs: answer.logprobs,
      tokenIds: answer.tokenIds,
      at: new Date().toISOString(),
      ms: ms === undefined ? undefined : Math.round(ms),
    };
    const answers = this.#stored(engine);
    const recipe = recipeOf(call, this.uri, stored.identity);
    const own = this.store.append(stored, call.prompt, recipe, {
      replace: answers.replaces(stored.key),
    });
    answers.add(stored);
    return own ? stored : this.store.get(stored.key)!;
  }

  /** The samples that the store does not have, for batches. */
  async *pending(
    engine: Engine,
    requests: Iterable<Request> | AsyncIterable<Request>,
  ): AsyncGenerator<PendingSample> {
    for await (const { prepared, sample } of this.#jobs(engine, requests)) {
      const key = sampleKey(prepared.key, sample);
      if (this.#stored(engine).get(prepared, sample)) continue;
      yield { prepared, key, call: { ...prepared.call, sample } };
    }
  }

  /** Keeps the answer to a pending sample. */
  accept(engine: Engine, { prepared, call }: PendingSample, answer: Answer): void {
    this.keep(engine, prepared, call.sample, answer);
  }

  #key(engine: Engine, call: RenderedCall): string {
    return requestKey(this.uri, this.#is(engine).key, call);
  }

  #jobs(engine: Engine, requests: Iterable<Request> | AsyncIterable<Request>) {
    return jobs(requests, (request) => {
      const call = this.render(engine, request);
      return { request, call, key: this.#key(engine, call) };
    });
  }

  async #one(engine: Engine, prepared: Prepared, sample: number, signals: Signals) {
    const { request } = prepared;
    const key = sampleKey(prepared.key, sample);
    while (true) {
      const stored = this.#stored(engine).get(prepared, sample);
      if (stored) return this.#told(stored, request, "store");
      if (this.#options.offline) throw this.#offline(request, sample);
      const shared = this.#inFlight.get(key);
      if (!shared) break;
      try {
        return this.#told(await shared, request, "store");
      } catch (error) {
        if (!(error instanceof Abandoned)) throw error;
      }
    }
    const answer = this.#call(engine, prepared, sample, signals);
    this.#inFlight.set(key, answer);
    const forget = () => this.#inFlight.delete(key);
    answer.then(forget, forget);
    return this.#told(await answer, request, "call");
  }

  async #call(engine: Engine, prepared: Prepared, sample: number, signals: Signals) {
    const call = { ...prepared.call, sample };
    const { retries = 6 } = this.#options;
    const most = mostOf(call, this.#price);
    await this.#budget?.reserve(most);
    let real = { usd: 0 as number | undefined, tokens: 0 };
    const start = performance.now();
    const keep = (answer: Answer) => {
      // A server that does not count is booked at the most: a budget must not be passed unseen.
      const { promptTokens, completionTokens } = answer.usage ?? {};
      const counted = promptTokens !== undefined && completionTokens !== undefined;
      real = counted
        ? { usd: costOf(answer.usage, this.#price), tokens: promptTokens + completionTokens }
        : most;
      return this.keep(engine, prepared, sample, answer, performance.now() - start);
    };
    try {
      return await callWithRetries(engine, call, {
        uri: this.uri,
        limiter: this.#limiter,
        retries,
        deadlines: this.#deadlines,
        tokens: most.tokens,
        ...signals,
        on: (event) => this.#say(event),
      }, keep);
    } catch (error) {
      // Others may wait for the same answer, and did not abort.
      throw signals.signal?.aborted ? new Abandoned() : error;
    } finally {
      this.#budget?.settle(most, real);
    }
  }

  /** The completion of a stored line, told to who listens. */
  #told(stored: StoredCompletion, request: Request, from: "call" | "store"): Completion {
    const completion = completionOf(stored, request.intent);
    const role = request.role ?? request.intent.kind;
    const ms = from === "call" ? stored.ms : undefined;
    this.#say({ type: "answered", completion, from, role, arm: request.arm, ms });
    return completion;
  }

  #say(event: ModelEvent): void {
    this.#options.on?.(event);
  }

  #offline({ intent }: Request, sample: number): ModelError {
    const what = "task" in intent ? `${intent.kind} of ${intent.task.id}` : intent.kind;
    return new ModelError(
      `${this.uri}: offline, and the store has no ${what}, sample ${sample}: run once without offline`,
      { model: this.uri },
    );
  }
}
