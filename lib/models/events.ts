/** What happens inside a model, as data: a progress line, a log or a notebook listens. */
import type { Completion } from "./completion.ts";

export type ModelEvent =
  /** A sample was answered, by a call or from the store. */
  | {
    type: "answered";
    completion: Completion;
    from: "call" | "store";
    role: string;
    arm?: string;
    /** Duration of the call in milliseconds. */
    ms?: number;
  }
  /** Stored answers are taken which may be another model's: told once in a process, on stderr too. */
  | { type: "stored"; reason: string; count?: number; from?: string; to?: string }
  /** A call failed and is tried again after `waitMs`. */
  | { type: "retry"; reason: string; attempt: number; waitMs: number }
  /** The server asked for less: the limits now in force. */
  | { type: "slower"; concurrency: number; waitMs: number }
  /** A sample could not be had. */
  | { type: "failed"; reason: string }
  /** The budget is spent; no new call is made. */
  | { type: "stopped"; reason: string };

/** Gets every event, at once and in order; must not throw. */
export type Listener = (event: ModelEvent) => void;

/**
 * A listener that is also an async iterable of what it heard.
 *
 * @example
 * ```ts
 * import { eventStream } from "tracelab/models";
 * const events = eventStream();
 * events.listen({ type: "failed", reason: "for example" });
 * events.end();
 * for await (const event of events) console.log(event.type); // "failed"
 * ```
 */
export function eventStream(): AsyncIterable<ModelEvent> & { listen: Listener; end(): void } {
  const waiting: ModelEvent[] = [];
  let wake = () => {};
  let ended = false;
  return {
    listen(event) {
      waiting.push(event);
      wake();
    },
    end() {
      ended = true;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      while (true) {
        while (waiting.length) yield waiting.shift()!;
        if (ended) return;
        await new Promise<void>((resolve) => wake = resolve);
      }
    },
  };
}
