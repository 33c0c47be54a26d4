/**
 * The part of OpenAI's protocol that trains: files, jobs, events. Every request is tried again as those
 * of hosted models are. What makes something (an upload, a job) looks first whether an earlier try,
 * whose reply was lost, has made it: a job is paid for.
 */
import { z } from "zod";
import { clientOf, malformed, refuseError, type Server } from "../../engines/mod.ts";
import { ModelError } from "../../models/mod.ts";
import { retried } from "./retried.ts";

const Count = z.union([z.number(), z.string()]).nullish();

const File = z.object({
  id: z.string().min(1),
  filename: z.string().nullish(),
  bytes: z.number().nullish(),
  status: z.string().nullish(),
});

const Hyperparameters = z.object({ n_epochs: Count, batch_size: Count }).nullish();
const Method = z.object({ hyperparameters: Hyperparameters }).nullish();

export const Job = z.object({
  id: z.string().min(1),
  status: z.string().min(1),
  created_at: z.number().nullish(),
  training_file: z.string().nullish(),
  fine_tuned_model: z.string().nullish(),
  trained_tokens: z.number().nullish(),
  error: z.unknown().optional(),
  hyperparameters: Hyperparameters,
  method: z.object({ supervised: Method, dpo: Method }).nullish(),
});
export type Job = z.infer<typeof Job>;

export const JobEvent = z.object({
  id: z.string().min(1),
  level: z.string().nullish(),
  message: z.string().nullish(),
  data: z.unknown().optional(),
});
export type JobEvent = z.infer<typeof JobEvent>;

const pageOf = <T extends z.ZodType<{ id: string }>>(item: T) =>
  z.object({ data: z.array(item), has_more: z.boolean().nullish() });

export interface HostedApi {
  /** Uploads a file of rows. @param again look first whether it is there */
  upload(name: string, text: string, again: boolean): Promise<string>;
  /** Whether a file is there, still. */
  hasFile(id: string): Promise<boolean>;
  /** The job that trains on a file. */
  jobOf(file: string): Promise<Job | undefined>;
  /** Creates a job; after a try whose answer was lost, looks first for one with this file. */
  create(body: { training_file: string }): Promise<Job>;
  job(id: string): Promise<Job>;
  /** The events that came since the last call, the oldest first. */
  events(id: string): Promise<JobEvent[]>;
  cancel(id: string): Promise<Job>;
}

export interface HostedApiOptions {
  retries: number;
  timeoutMs: number;
  /** Ends waits, and requests that make nothing. */
  signal?: AbortSignal;
}

/** @throws {ModelError} where a key is needed and none is there */
export function hostedApi(
  server: Server,
  { retries, timeoutMs, signal }: HostedApiOptions,
): HostedApi {
  const client = clientOf(server);
  const how = { server, retries, signal };
  const known = new Map<string, Set<string>>();

  async function send<T>(path: string, schema: z.ZodType<T>, body?: object): Promise<T> {
    const late = AbortSignal.timeout(body instanceof FormData ? 10 * timeoutMs : timeoutMs);
    const ends = !body && signal ? AbortSignal.any([late, signal]) : late;
    const reply = await client.json(path, body, ends);
    const { data, error } = schema.safeParse(reply);
    if (!error) return data;
    refuseError(reply);
    const [{ path: at, message }] = error.issues;
    throw malformed(
      `no reply to ${path.replace(/\?.*/, "")}: ${at.join(".") || "reply"}: ${message}`,
    );
  }

  /** The pages of a list, the newest first. */
  async function* pages<T extends { id: string }>(path: string, item: z.ZodType<T>) {
    const seen = new Set<string>();
    for (let after = "";;) {
      const { data, has_more } = await send(path + after, pageOf(item));
      const fresh = data.filter(({ id }) => !seen.has(id));
      yield fresh;
      // A server that does not know `after` gives its first page for ever.
      if (!has_more || !fresh.length) return;
      for (const { id } of fresh) seen.add(id);
      after = `&after=${encodeURIComponent(data.at(-1)!.id)}`;
    }
  }

  async function first<T>(all: AsyncIterable<T[]>, is: (item: T) => boolean) {
    for await (const page of all) {
      const found = page.find(is);
      if (found) return found;
    }
  }

  const jobOf = (file: string) =>
    first(pages("/fine_tuning/jobs?limit=100", Job), (job) => job.training_file === file);

  const jobPath = (id: string) => `/fine_tuning/jobs/${encodeURIComponent(id)}`;
  return {
    upload: (name, text, again) =>
      retried(async (attempt) => {
        const content = new Blob([text]);
        const is = (file: z.infer<typeof File>) =>
          file.filename === name && file.bytes === content.size && file.status !== "error";
        const there = again || attempt
          ? await first(pages("/files?purpose=fine-tune&limit=100", File), is)
          : undefined;
        if (there) return there.id;
        const form = new FormData();
        form.set("purpose", "fine-tune");
        form.set("file", content, name);
        return (await send("/files", File, form)).id;
      }, how),
    hasFile: (id) =>
      retried(() => send(`/files/${encodeURIComponent(id)}`, File), how).then(
        ({ status }) => status !== "error",
        (error) => {
          if (error instanceof ModelError && error.status === 404) return false;
          throw error;
        },
      ),
    jobOf: (file) => retried(() => jobOf(file), how),
    create: (body) =>
      retried(async (attempt) => {
        const there = attempt ? await jobOf(body.training_file) : undefined;
        return there ?? await send("/fine_tuning/jobs", Job, body).catch(notYet);
      }, how),
    job: (id) => retried(() => send(jobPath(id), Job), how),
    events: (id) =>
      retried(async () => {
        const own = known.get(id) ?? new Set();
        const fresh: JobEvent[] = [];
        for await (const page of pages(`${jobPath(id)}/events?limit=100`, JobEvent)) {
          // Of one second, a later event may stand behind an earlier one: a page is read to its end.
          const some = page.filter((event) => !own.has(event.id));
          if (!some.length) break;
          fresh.push(...some);
        }
        known.set(id, new Set([...own, ...fresh.map((event) => event.id)]));
        return fresh.reverse();
      }, how),
    cancel: (id) => retried(() => send(`${jobPath(id)}/cancel`, Job, {}), how),
  };
}

/** A file that is still read is refused as if the request were wrong; it is not, a little later. */
function notYet(error: unknown): never {
  if (error instanceof Error && /still being processed|not ready/i.test(error.message)) {
    throw Object.assign(error, { status: 425 });
  }
  throw error;
}
