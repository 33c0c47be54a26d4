/**
 * Batches: requests written to a file in OpenAI's format, answered elsewhere and later, read back into
 * the store under the keys that `generate` would use. Afterwards the same flow runs from the store.
 *
 * The file also feeds vLLM: `vllm run-batch -i requests.jsonl -o replies.jsonl --model NAME`.
 */
import { createReadStream, createWriteStream } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { BatchState } from "./engine.ts";
import type { Model } from "./model.ts";
import { ModelError } from "./modelError.ts";
import { StoredModel } from "./modelFrom.ts";
import { redact } from "./redact.ts";
import type { Request } from "./request.ts";

type Requests = Iterable<Request> | AsyncIterable<Request>;

/** What a batch came to. */
export interface BatchResult {
  /** Samples now in the store that were not before. */
  stored: number;
  /** Samples that the batch could not answer: ask them again. */
  failed: { key: string; reason: string }[];
}

const Line = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.number(), body: z.unknown() }).nullish(),
  error: z.unknown().optional(),
});

/** `/` is not allowed everywhere in a custom id. */
const idOf = (key: string) => key.replace("/", "-");

/**
 * Writes the samples that the store does not have, one line each.
 *
 * @returns how many lines were written.
 *
 * @throws {TypeError} for a model that is no server.
 *
 * @example
 * ```ts
 * import { loadTasks, model, solve } from "tracelab";
 * import { writeBatch } from "tracelab/models";
 * import { mkdtempSync } from "node:fs";
 * import assert from "node:assert/strict";
 * await using coder = model("http://127.0.0.1:9/v1#own", { store: false });
 * const requests = (await loadTasks("starter", { limit: 2 })).map((task) => solve(task));
 * const file = `${mkdtempSync("/tmp/batch-")}/requests.jsonl`;
 * assert.equal(await writeBatch(coder, requests, file), 2);
 * ```
 */
export async function writeBatch(model: Model, requests: Requests, file: string): Promise<number> {
  const { stored, engine, batch } = await parts(model);
  const written = new Set<string>();
  const out = createWriteStream(file);
  await once(out, "open"); // rejects where it cannot be opened
  await pipeline(async function* () {
    for await (const { call, key } of stored.pending(engine, requests)) {
      if (written.has(key)) continue; // a repeated request: a custom id stands for one line
      written.add(key);
      const { url, body } = batch.line(call);
      yield `${JSON.stringify({ custom_id: idOf(key), method: "POST", url, body })}\n`;
    }
  }, out);
  return written.size;
}

/**
 * Reads a batch's replies into the store. The requests are those that were written.
 *
 * @example
 * ```ts
 * import { loadTasks, model, solve } from "tracelab";
 * import { readBatch, writeBatch } from "tracelab/models";
 * import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
 * import assert from "node:assert/strict";
 * await using coder = model("http://127.0.0.1:9/v1#own", { store: false });
 * const requests = (await loadTasks("starter", { limit: 1 })).map((task) => solve(task));
 * const folder = mkdtempSync("/tmp/batch-");
 * await writeBatch(coder, requests, `${folder}/requests.jsonl`);
 * const { custom_id } = JSON.parse(readFileSync(`${folder}/requests.jsonl`, "utf8"));
 * const choices = [{ message: { content: "def f(): pass" }, finish_reason: "stop" }];
 * const reply = { custom_id, response: { status_code: 200, body: { choices } } };
 * writeFileSync(`${folder}/replies.jsonl`, JSON.stringify(reply));
 * assert.equal((await readBatch(coder, requests, `${folder}/replies.jsonl`)).stored, 1);
 * ```
 */
export async function readBatch(
  model: Model,
  requests: Requests,
  file: string,
): Promise<BatchResult> {
  const { stored, engine, batch } = await parts(model);
  const waiting = new Map<string, Parameters<typeof stored.accept>[1]>();
  for await (const job of stored.pending(engine, requests)) waiting.set(idOf(job.key), job);
  const result: BatchResult = { stored: 0, failed: [] };
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  let number = 0;
  for await (const text of lines) {
    number++;
    if (!text.trim()) continue;
    const line = lineOf(text);
    if (!line) {
      result.failed.push({ key: `line ${number}`, reason: "no line of a batch's replies" });
      continue;
    }
    const { custom_id, response, error } = line;
    const job = waiting.get(custom_id);
    if (!job) continue; // answered before, or another run's
    waiting.delete(custom_id);
    try {
      if (error || response?.status_code !== 200) throw new Error(reasonOf(response, error));
      stored.accept(engine, job, batch.answer(job.call, response.body));
      result.stored++;
    } catch (problem) {
      const reason = problem instanceof Error ? problem.message : String(problem);
      result.failed.push({ key: job.key, reason: redact(reason, batch.secrets()) });
    }
  }
  for (const { key } of waiting.values()) {
    result.failed.push({ key, reason: "no line in the replies" });
  }
  return result;
}

/**
 * Uploads a batch file and starts it.
 *
 * @example
 * ```ts
 * import { model, scripted } from "tracelab";
 * import { submitBatch } from "tracelab/models";
 * import assert from "node:assert/strict";
 * // With a server's model: const { id } = await submitBatch(model("openai:gpt-5-mini"), "requests.jsonl");
 * await assert.rejects(submitBatch(scripted(["…"]), "requests.jsonl"), /takes no batches/);
 * ```
 */
export async function submitBatch(model: Model, file: string): Promise<BatchState> {
  const { batch } = await parts(model);
  return await batch.submit(file);
}

/**
 * Asks how far a batch is.
 *
 * @example
 * ```ts
 * import { scripted } from "tracelab";
 * import { pollBatch } from "tracelab/models";
 * import assert from "node:assert/strict";
 * // With a server's model: (await pollBatch(model("openai:gpt-5-mini"), id)).status is "in_progress"…
 * await assert.rejects(pollBatch(scripted(["…"]), "batch_1"), /takes no batches/);
 * ```
 */
export async function pollBatch(model: Model, id: string): Promise<BatchState> {
  const { batch } = await parts(model);
  return await batch.poll(id);
}

/**
 * Waits for a batch and fetches its replies into a file, for `readBatch`.
 *
 * @example
 * ```ts
 * import { scripted } from "tracelab";
 * import { fetchBatch } from "tracelab/models";
 * import assert from "node:assert/strict";
 * // With a server's model: await fetchBatch(model("openai:gpt-5-mini"), id, "replies.jsonl");
 * await assert.rejects(fetchBatch(scripted(["…"]), "batch_1", "replies.jsonl"), /takes no batches/);
 * ```
 */
export async function fetchBatch(
  model: Model,
  id: string,
  file: string,
  { everyMs = 60_000, signal }: { everyMs?: number; signal?: AbortSignal } = {},
): Promise<BatchState> {
  const { batch } = await parts(model);
  while (true) {
    signal?.throwIfAborted();
    const state = await batch.poll(id);
    if (state.status === "completed" || state.status === "expired") {
      await batch.fetch(id, file);
      return state;
    }
    if (["failed", "cancelled"].includes(state.status)) {
      throw new ModelError(`${model.uri}: the batch ${id} ${state.status}`, { model: model.uri });
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

async function parts(model: Model) {
  if (!(model instanceof StoredModel)) throw noBatch(model);
  const engine = await model.engine();
  if (!engine.batch) throw noBatch(model);
  return { stored: model, engine, batch: engine.batch };
}

function lineOf(text: string): z.infer<typeof Line> | undefined {
  try {
    return Line.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const noBatch = ({ uri }: Model) => new TypeError(`${uri} takes no batches: use a server's model`);

function reasonOf(response: z.infer<typeof Line>["response"], error: unknown): string {
  const status = response ? `${response.status_code} ` : "";
  return `${status}${JSON.stringify(error ?? response?.body ?? null)}`.slice(0, 300);
}
