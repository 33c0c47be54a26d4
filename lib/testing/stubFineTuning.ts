/** A server on loopback that speaks OpenAI's fine-tuning: files, jobs, events; its jobs end as they are told to. */
import { Buffer } from "node:buffer";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a request gets instead of an answer. */
export type FineTuningFault =
  | { status: number; headers?: Record<string, string>; message?: string; code?: string }
  /** What was asked is done, and the connection broken before the answer. */
  | "lost"
  | "reset"
  /** What was asked is done, and never answered. */
  | "hang"
  | { text: string };

export interface FineTuningOptions {
  /** What a job is, look after look; the last one stays. @default {queued, running, succeeded} */
  looks?: Record<string, unknown>[];
  /** All events of a job by its look (from 0), the newest first as the server lists them. */
  events?: (look: number) => Record<string, unknown>[];
  /** By what is asked (`POST /files`) and how often it was (from 0). */
  fault?: (what: string, n: number) => FineTuningFault | undefined;
  /** Events on a page. @default {20} */
  page?: number;
  /** Requests without this bearer key get 401. */
  key?: string;
}

export interface FineTuningStub extends AsyncDisposable {
  /** For instance `http://127.0.0.1:40123/v1`. */
  readonly url: string;
  readonly files: { id: string; purpose: string; filename: string; text: string }[];
  readonly jobs: { id: string; body: Record<string, unknown> }[];
  readonly cancelled: string[];
  /** How often each was asked. */
  readonly asked: Map<string, number>;
}

/** A metrics event as the publisher writes it. */
export const metric = (step: number, total: number, more: object = {}) => ({
  object: "fine_tuning.job.event",
  id: `ftevent-${step}`,
  created_at: 1700000000 + step,
  level: "info",
  message: `Step ${step}/${total}: training loss=${(1 / step).toFixed(2)}`,
  type: "metrics",
  data: { step, train_loss: 1 / step, total_steps: total, ...more },
});

export async function stubFineTuning(options: FineTuningOptions = {}): Promise<FineTuningStub> {
  const { looks = defaults, events = () => [], fault = () => undefined, page = 20 } = options;
  const files: FineTuningStub["files"] = [], jobs: FineTuningStub["jobs"] = [];
  const cancelled: string[] = [], looked = new Map<string, number>();
  const asked = new Map<string, number>();

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });

  function jobAt(id: string, look: number) {
    const { body } = jobs.find((job) => job.id === id)!;
    return {
      object: "fine_tuning.job",
      id,
      created_at: 1700000000,
      error: null,
      fine_tuned_model: null,
      finished_at: null,
      hyperparameters: { n_epochs: 3, batch_size: 1, learning_rate_multiplier: 2 },
      model: body.model,
      organization_id: "org-1",
      result_files: [],
      seed: body.seed,
      trained_tokens: null,
      training_file: body.training_file,
      validation_file: body.validation_file ?? null,
      ...(cancelled.includes(id)
        ? { status: "cancelled" }
        : looks[Math.min(look, looks.length - 1)]),
    };
  }

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url!, "http://stub");
    const path = pathname.replace(/^\/v1/, "");
    const content = await read(request);
    const what = `${request.method} ${path.replace(/ftjob-\d+/, "ID")}`;
    const n = asked.get(what) ?? 0;
    asked.set(what, n + 1);
    const wrong = fault(what, n);
    if (wrong === "reset") return response.destroy();
    if (typeof wrong === "object") {
      if ("text" in wrong) return void response.end(wrong.text);
      response.writeHead(wrong.status, { "content-type": "application/json", ...wrong.headers });
      const { message = "the stub's fault", code = null } = wrong;
      return void response.end(JSON.stringify({ error: { message, code } }));
    }
    const json = (body: unknown, status = 200) => {
      if (wrong === "lost") return void response.destroy();
      if (wrong === "hang") return;
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    const list = (all: { id: string }[], most: number) => {
      const after = searchParams.get("after");
      const rest = after ? all.slice(all.findIndex(({ id }) => id === after) + 1) : all;
      json({ object: "list", data: rest.slice(0, most), has_more: rest.length > most });
    };
    if (options.key && request.headers.authorization !== `Bearer ${options.key}`) {
      return json(
        { error: { message: `Incorrect API key: ${request.headers.authorization}` } },
        401,
      );
    }
    const [, id, part] = path.match(/^\/fine_tuning\/jobs\/([^/]+)(?:\/(\w+))?$/) ?? [];
    if (what === "POST /files") {
      const form = await new Response(new Uint8Array(content), {
        headers: { "content-type": request.headers["content-type"]! },
      }).formData();
      const file = form.get("file") as File;
      const { name: filename } = file, text = await file.text();
      files.unshift({
        id: `file-${files.length + 1}`,
        purpose: `${form.get("purpose")}`,
        filename,
        text,
      });
      return json(fileOf(files[0]));
    }
    if (/^GET \/files\/./.test(what)) {
      const file = files.find(({ id }) => path.endsWith(`/${id}`));
      return file ? json(fileOf(file)) : json({ error: { message: "No such file" } }, 404);
    }
    if (what === "GET /files") return list(files.map(fileOf), page);
    if (what === "GET /fine_tuning/jobs") return list(jobs.map((job) => jobAt(job.id, 0)), page);
    if (what === "POST /fine_tuning/jobs") {
      jobs.unshift({ id: `ftjob-${jobs.length + 1}`, body: JSON.parse(content.toString()) });
      return json(jobAt(jobs[0].id, 0));
    }
    if (!id || !jobs.some((job) => job.id === id)) {
      return json({ error: { message: `Could not find ${path}` } }, 404);
    }
    const look = looked.get(id) ?? -1;
    if (part === "events") return list(events(look) as { id: string }[], page);
    if (part === "cancel") {
      cancelled.push(id);
      return json(jobAt(id, 0));
    }
    looked.set(id, look + 1);
    json(jobAt(id, look + 1));
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    files,
    jobs,
    cancelled,
    asked,
    [Symbol.asyncDispose]: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

const defaults = [
  { status: "queued" },
  { status: "running" },
  { status: "succeeded", fine_tuned_model: "ft:stub:org:own:1", trained_tokens: 3000 },
];

const fileOf = ({ id, purpose, filename, text }: FineTuningStub["files"][number]) => ({
  object: "file",
  id,
  bytes: new TextEncoder().encode(text).length,
  created_at: 1700000000,
  filename,
  purpose,
  status: "processed",
});

async function read(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}
