/** A request that is tried again, as those of hosted models are. */
import { setTimeout } from "node:timers/promises";
import { type Server, serverError } from "../../engines/mod.ts";
import { backoffMs, ModelError } from "../../models/mod.ts";

/** A server that asks for more patience than this is left alone: the training is gone on with later. */
const longestWaitMs = 15 * 60_000;

/**
 * @param work is told how often it was tried before.
 * @param signal ends the waits between two tries, not a try: what it makes must get on record.
 * @throws {ModelError} when no try helped, of one line and without secrets
 */
export async function retried<T>(
  work: (attempt: number) => Promise<T>,
  { server, retries, signal }: { server: Server; retries: number; signal?: AbortSignal },
): Promise<T> {
  for (let attempt = 0;; attempt++) {
    signal?.throwIfAborted();
    try {
      return await work(attempt);
    } catch (cause) {
      const error = serverError(cause, server);
      if (!(error instanceof ModelError) || !error.retry) throw error;
      const waitMs = Math.max(error.retryAfterMs ?? 0, backoffMs(attempt));
      const { model, status, fatal } = error;
      if (waitMs > longestWaitMs) {
        const minutes = Math.ceil(waitMs / 60_000);
        throw new ModelError(
          `${error.message}; the server asks to wait ${minutes} minutes: run again then, what is done is kept`,
          { model, status, fatal: true },
        );
      }
      if (attempt >= retries) {
        const message = `${error.message} (${attempt + 1} tries)`;
        throw new ModelError(message, { model, status, fatal });
      }
      await pause(waitMs, signal);
    }
  }
}

/** Waits; rejects with the signal's reason. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
