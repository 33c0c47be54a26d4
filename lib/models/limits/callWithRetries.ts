/** One answer of an engine, however many tries it takes within the limits. */
import { backoffMs } from "./backoffMs.ts";
import type { Deadlines } from "./deadlines.ts";
import type { Answer, Call, Engine } from "../engine.ts";
import type { Listener } from "../events.ts";
import type { Limiter } from "./limiter.ts";
import { ModelError } from "../modelError.ts";

export interface CallOptions {
  uri: string;
  limiter: Limiter;
  retries: number;
  deadlines: Deadlines;
  /** Tokens that the call may take, for the limit a minute. */
  tokens: number;
  /** Ends the call. */
  signal?: AbortSignal;
  /** Ends it while it waits for its turn. */
  waiting: AbortSignal;
  on: Listener;
}

/** A server that asks for more patience than this is left alone: the run is resumed later. */
const longestWaitMs = 15 * 60_000;

/**
 * @param keep takes the answer before the call's place is given to the next one: a process that is
 * killed loses no more answers than it has places.
 * @throws {ModelError} when no try helped.
 */
export async function callWithRetries<T>(
  engine: Engine,
  call: Call,
  options: CallOptions,
  keep: (answer: Answer) => T,
): Promise<T> {
  const { uri, limiter, retries, tokens, signal, waiting, on } = options;
  const either = signal ? AbortSignal.any([signal, waiting]) : waiting;
  for (let attempt = 0;; attempt++) {
    const slot = await limiter.enter(tokens, either);
    try {
      const answer = await withTimeout(engine, call, options);
      const { promptTokens, completionTokens } = answer.usage ?? {};
      if (promptTokens !== undefined) slot.used(promptTokens + (completionTokens ?? 0));
      limiter.faster();
      return keep(answer);
    } catch (error) {
      if (!(error instanceof ModelError) || !error.retry) throw error;
      const waitMs = Math.max(error.retryAfterMs ?? 0, backoffMs(attempt));
      if (waitMs > longestWaitMs) {
        const minutes = Math.ceil(waitMs / 60_000);
        throw new ModelError(
          `${error.message}; the server asks to wait ${minutes} minutes: run again then, what is done is kept`,
          { model: uri, status: error.status, fatal: true },
        );
      }
      if (attempt >= retries) {
        throw new ModelError(`${error.message} (${attempt + 1} tries)`, {
          model: uri,
          status: error.status,
          fatal: error.fatal,
        });
      }
      on({ type: "retry", reason: error.message, attempt: attempt + 1, waitMs });
      if (error.status === 429 || error.retryAfterMs !== undefined) {
        limiter.slower(waitMs);
        on({ type: "slower", concurrency: limiter.concurrency, waitMs });
      }
      slot.leave();
      await pause(waitMs, either);
    } finally {
      slot.leave();
    }
  }
}

async function withTimeout(
  engine: Engine,
  call: Call,
  { uri, deadlines, signal }: CallOptions,
): Promise<Answer> {
  const controller = new AbortController();
  const abort = () => controller.abort(signal!.reason);
  signal?.addEventListener("abort", abort, { once: true });
  let met = () => {};
  const late = new Promise<never>((_, reject) => {
    met = deadlines.begin(() => {
      const seconds = deadlines.ms / 1000;
      reject(
        new ModelError(
          `${uri}: no answer in ${seconds} s: raise timeoutMs, lower maxTokens or concurrency`,
          { model: uri, retry: true },
        ),
      );
      controller.abort();
    });
  });
  try {
    return await Promise.race([engine.complete(call, controller.signal), late]);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    met();
    signal?.removeEventListener("abort", abort);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const give = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", give);
      resolve();
    }, ms);
    signal.addEventListener("abort", give, { once: true });
  });
}
