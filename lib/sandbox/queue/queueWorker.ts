import type { QueueWorker, WorkerOptions } from "./serveQueue.ts";

/**
 * Judges what a queue's producers send with this machine's own sandbox, until it is closed: what
 * `deno task worker URL` does.
 *
 * A program is judged only if a holder of the queue's key (`TRACELAB_QUEUE_KEY`) has signed it, with its
 * test, for this job and for this time. A worker whose calibration (judge, engine, Python, libraries, what
 * a few programs do) is not that of those who are there is refused.
 *
 * @throws {Error} no key, no Redis, or another calibration, each in a line
 *
 * @example
 * ```ts
 * import { queueWorker } from "tracelab/sandbox";
 * import assert from "node:assert/strict";
 * const key = "a secret of 32 characters or more";
 * await assert.rejects(queueWorker({ url: "redis://127.0.0.1:1", key }), /no Redis at redis/);
 * ```
 */
export async function queueWorker(options: WorkerOptions): Promise<QueueWorker> {
  // BullMQ is loaded where it is used, and nowhere else.
  const { serveQueue } = await import("./serveQueue.ts");
  return await serveQueue(options);
}
