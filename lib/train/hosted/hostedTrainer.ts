/**
 * Hosted models, through OpenAI's fine-tuning protocol: rows are uploaded, a job is created, looked at
 * until it ends, and its model asked by its new name. It is paid for: `estimate` says before what it may
 * cost, `maxCost` refuses, and whatever was begun is on record before the next thing is done.
 */
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { refuseUnknown, writeWhole } from "../../base/mod.ts";
import { type Server, serverOf } from "../../engines/mod.ts";
import { BudgetError, errorIn, ModelError, redact } from "../../models/mod.ts";
import type { Asked, RunOptions, Trainer } from "../trainer.ts";
import type { TrainingEvent } from "../trainingEvent.ts";
import { type HostedApi, hostedApi, type Job, type JobEvent } from "./hostedApi.ts";
import { dollars, estimateLine, hostedEstimate, type TrainingEstimate } from "./hostedEstimate.ts";
import { hints, type HostedMethod, hostedMethods, type HostedOptions } from "./hostedRecipe.ts";
import { checkHostedRows, hostedFile, type HostedRow } from "./hostedRows.ts";
import { addToState, type State, stateIn, writeState } from "./hostedState.ts";
import { metricsOf } from "./metricsOf.ts";
import { oneBegins } from "./oneBegins.ts";
import { pause } from "./retried.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** A training, checked: what all steps of it know. */
interface Hosted {
  server: Server;
  method: HostedMethod;
  rows: HostedRow[];
  heldOut?: HostedRow[];
  epochs: number;
  options: Omit<HostedOptions, "heldOut">;
  estimate: TrainingEstimate;
}

/**
 * Serves `openai:NAME` and `http://HOST/v1#NAME`. What the publisher trains from the same rows and
 * seed may differ from time to time: a kept result is the one that was paid for.
 */
export const hostedTrainer: Trainer = {
  name: "hosted",
  version: "1",
  prepare(uri, asked) {
    const hosted = checked(uri, asked);
    const { method, options, epochs, rows, heldOut, server } = hosted;
    const { batchSize, learningRateMultiplier, beta, seed, suffix, baseURL } = options;
    return {
      rows,
      inputs: {
        method,
        base: uri,
        baseURL,
        epochs,
        batchSize,
        learningRateMultiplier,
        beta,
        seed,
        suffix,
        ...heldOut && { heldOut: sha256(hostedFile(heldOut)) },
      },
      run(folder, how = {}) {
        const stop = new AbortController();
        const signal = how.signal ? AbortSignal.any([how.signal, stop.signal]) : stop.signal;
        const going = run(hosted, folder, { anew: how.anew ?? false, signal });
        const end = going.return;
        // A generator returns after what it waits for, which may be minutes here.
        going.return = (value) => {
          stop.abort();
          return end.call(going, value);
        };
        return going;
      },
      uri: (_, name) => uriOf(server, name),
      estimate: () => hosted.estimate,
      cancel: (folder) => cancel(hosted, folder),
    };
  },
};

/** Method, rows and options as the schemas have them. */
function checked(uri: string, { method: named, rows, reward, ...asked }: Asked): Hosted {
  if (!Object.hasOwn(hostedMethods, named)) {
    const known = Object.keys(hostedMethods).join(", ");
    throw new RangeError(`'method' must be one of ${known} for a hosted model: ${named}`);
  }
  if (reward !== undefined) {
    throw new RangeError(`the method ${named} takes no function of rewards ('reward')`);
  }
  const method = named as HostedMethod, schema = hostedMethods[method];
  refuseUnknown(`train, ${method}`, asked, schema.shape, hints);
  const { data, error } = schema.safeParse(asked);
  if (error) {
    const [{ path, message }] = error.issues;
    throw new RangeError(`train, ${method}: '${path.join(".")}': ${message}`);
  }
  const { heldOut, ...options } = data as HostedOptions;
  const server = serverOf(uri, { apiKey: options.apiKey, baseURL: options.baseURL });
  if (!server) throw new RangeError(`no hosted model: ${uri}`);
  const epochs = options.epochs ?? (method === "sft" ? 3 : 1);
  const files = checkHostedRows(method, { rows, heldOut });
  const price = options.price?.training;
  const estimate = hostedEstimate(uri, files.rows, { epochs, price });
  return { server, method, ...files, epochs, options, estimate };
}

/** What the model's URI is by its new name, as `model` asks it. */
function uriOf({ uri, name }: Server, model: string): string {
  if (!/^https?:\/\//i.test(uri)) return `${name}:${model}`;
  return `${uri.slice(0, uri.indexOf("#"))}#${model.replaceAll("%", "%25")}`;
}

async function* run(
  hosted: Hosted,
  folder: string,
  { anew, signal }: Required<RunOptions>,
): AsyncGenerator<TrainingEvent, string> {
  const { server, options } = hosted;
  const api = hostedApi(server, { ...options, signal });
  let id: string | undefined, ended = false;
  try {
    id = await oneBegins(folder, () => begun(hosted, api, folder, anew));
    let last: TrainingEvent | undefined;
    const said: JobEvent[] = [];
    for (let look = 0;; look++) {
      const job = await api.job(id).catch(goesOn(id));
      // Asked after the job: where that has ended, these are all.
      const events = await api.events(id).catch(goesOn(id));
      said.push(...events);
      for (const event of stepsIn(events, job, hosted.rows.length)) {
        if (event.step <= (last?.step ?? 0)) continue;
        if (last) yield last;
        last = event;
      }
      ended = endedAs(job.status) !== undefined;
      if (ended) {
        const result = resultOf(job, said, hosted, folder);
        // The last step is told with what all of them took.
        if (last) yield { ...last, trainedTokens: result.trainedTokens, cost: result.cost };
        addToState(folder, { taken: true });
        return result.model;
      }
      refuseUnclear(job, server);
      await pause(Math.min(options.pollMs, 1000 * 1.5 ** look), signal);
    }
  } finally {
    id ??= signal.aborted ? stateIn(folder)?.job : undefined;
    if (signal.aborted && !ended && id) await left(hosted, folder, id);
  }
}

/** A job's server that cannot be asked says nothing of the job. */
const goesOn = (id: string) => (error: unknown): never => {
  if (!(error instanceof ModelError)) throw error;
  const { model, status, fatal } = error;
  throw new ModelError(
    `${error.message}; the job ${id} is not touched by that: run again to go on with it`,
    { model, status, fatal },
  );
};

/** Events of steps, the first step first. */
const stepsIn = (events: JobEvent[], job: Job, rows: number) =>
  events.flatMap((event) => metricsOf(event, job, rows) ?? []).sort((a, b) => a.step - b.step);

/** The job of a training: the one that was begun, or a new one. */
async function begun(hosted: Hosted, api: HostedApi, folder: string, anew: boolean) {
  const { server, rows, heldOut, options, method, epochs, estimate } = hosted;
  const before = stateIn(folder);
  const another = anew && before && (before.taken || (before.ended && !before.model));
  if (before?.job && !another) return before.job;
  // Of an upload or a job whose answer did not come, nothing is on record yet.
  const again = before !== undefined && !another;
  const lost = again && before.trainingFile && await api.jobOf(before.trainingFile);
  if (lost) return addToState(folder, { job: lost.id }).job!;
  affordable(hosted);
  if (!again) {
    const attempt = before ? before.attempt + 1 : 0;
    writeState(folder, { base: server.uri, attempt });
  }
  options.say(`${server.uri}: ${estimateLine(estimate)}`);
  const { attempt } = stateIn(folder)!;
  async function uploaded(field: "trainingFile" | "validationFile", rows: HostedRow[]) {
    const known = stateIn(folder)![field];
    if (known && await api.hasFile(known)) return known;
    const part = field === "trainingFile" ? "rows" : "heldOut", text = hostedFile(rows);
    writeWhole(join(folder, `${part}.jsonl`), text);
    const name = `tracelab-${basename(folder)}-${attempt}-${part}.jsonl`;
    const file = await api.upload(name, text, again);
    addToState(folder, { [field]: file });
    return file;
  }
  const training_file = await uploaded("trainingFile", rows);
  const validation_file = heldOut && await uploaded("validationFile", heldOut);
  const type = method === "sft" ? "supervised" : method;
  const job = await api.create({
    model: server.model,
    training_file,
    ...validation_file && { validation_file },
    ...options.suffix && { suffix: options.suffix },
    seed: options.seed,
    method: {
      type,
      [type]: {
        hyperparameters: {
          n_epochs: epochs,
          batch_size: options.batchSize,
          learning_rate_multiplier: options.learningRateMultiplier,
          beta: options.beta,
        },
      },
    },
  } as { training_file: string });
  addToState(folder, { job: job.id });
  return job.id;
}

/** @throws {BudgetError} where a job may cost more than it is allowed to */
function affordable({ server, options: { maxCost }, estimate }: Hosted): void {
  if (maxCost === undefined) return;
  if (estimate.mostCost === undefined) {
    throw new BudgetError(
      `'maxCost' needs a known price, and ${server.uri} has none: give price: { training: DOLLARS A MILLION TOKENS }`,
    );
  }
  if (estimate.mostCost <= maxCost) return;
  throw new BudgetError(
    `${server.uri} may cost ${dollars(estimate.mostCost)}, more than 'maxCost' ${
      dollars(maxCost)
    } ` +
      `(${estimateLine(estimate)})`,
  );
}

/** How a job ended, by the word that its server has for it. */
function endedAs(status: string): State["ended"] {
  if (status === "succeeded" || status === "failed") return status;
  return status === "cancelled" || status === "canceled" ? "cancelled" : undefined;
}

/** @throws {ModelError} of one line where the job gave no model */
function resultOf(job: Job, said: JobEvent[], { server, estimate }: Hosted, folder: string) {
  const ended = endedAs(job.status)!, tokens = job.trained_tokens ?? undefined;
  const { price } = estimate;
  const cost = price === undefined || tokens === undefined ? undefined : tokens * price / 1e6;
  const model = ended === "succeeded" && job.fine_tuned_model || undefined;
  addToState(folder, { ended, model, trainedTokens: tokens, cost });
  if (model) return { model, trainedTokens: tokens, cost };
  const what = ended === "succeeded" ? "succeeded and has no model" : ended;
  const why = ended === "cancelled" ? undefined : whyOf(job, said);
  throw jobError(
    server,
    `the job ${job.id} ${what}${why ? `: ${why}` : ""} (fresh: true begins another)`,
  );
}

/** What a job says of its failure, or the last thing that was no mere information. */
function whyOf(job: Job, said: JobEvent[]): string {
  const told = errorIn({ error: job.error })?.message;
  const warned = said.findLast(({ level, data }) =>
    (level ?? "info") !== "info" || (data as { blocked?: unknown } | null)?.blocked === true
  );
  return told ?? warned?.message ?? "no reason given";
}

/** Statuses in which a job goes on by itself. */
const going = new Set([
  ...["validating_files", "queued", "pending", "created", "running", "resuming", "pausing"],
  ...["cancelling", "canceling"],
]);

/** @throws {ModelError} where looking again would not help */
function refuseUnclear({ id, status }: Job, server: Server): void {
  if (going.has(status)) return;
  throw jobError(
    server,
    status === "paused"
      ? `the job ${id} is paused, for moderation or by its owner: when it is resumed there, run again to go on with it`
      : `the job ${id} has a status that is not known: ${status}`,
  );
}

const jobError = (server: Server, what: string) =>
  new ModelError(
    redact(`${server.name}: ${what.replace(/\s+/g, " ").slice(0, 400)}`, server.secrets()),
    { model: server.uri, fatal: true },
  );

/** Somebody breaks off: the server does not know of it. */
async function left(hosted: Hosted, folder: string, id: string): Promise<void> {
  const { server, options: { cancelOnAbort, say } } = hosted;
  const line =
    `${server.name}: the job ${id} goes on and is paid for: run again to go on with it, or cancel() ends it`;
  if (!cancelOnAbort) return say(line);
  try {
    say(`${server.name}: the job ${id}: ${await cancel(hosted, folder)}`);
  } catch (error) {
    say(`${line} (not cancelled: ${(error as Error).message})`);
  }
}

/** Cancels the job of a folder, and gives its status. */
async function cancel({ server, options }: Hosted, folder: string): Promise<string> {
  const { job: id, ended } = stateIn(folder) ?? {};
  if (!id) throw new RangeError(`${server.uri}: no job was begun: nothing to cancel`);
  if (ended) return ended;
  const { status } = await hostedApi(server, options).cancel(id);
  if (endedAs(status) === "cancelled") addToState(folder, { ended: "cancelled" });
  return status;
}
