/**
 * Training, once for the same inputs. A result is kept under the hash of all that it depends on (rows,
 * options, the base's weights, the trainer's version), with its losses: a notebook that is run again
 * reads both. `TRACELAB_FRESH` trains anew.
 *
 * A training that is killed leaves nothing that counts and is begun anew (or goes on, if its trainer
 * can); two processes that train the same write the same bytes.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { flag, freed, untilInterrupted, watchWork, writeWhole } from "../base/mod.ts";
import { hostedTrainer, type HostedTraining, type TrainingEstimate } from "./hosted/mod.ts";
import type { Trainer, TrainerJob } from "./trainer.ts";
import { trainedFolder } from "./trainedFolder.ts";
import { tinyTrainer, type TinyTraining } from "./tinyTrainer.ts";
import { trlTrainer, type TrlTraining } from "./trl/mod.ts";
import { TrainingEvent } from "./trainingEvent.ts";

export interface KeepOptions {
  /** Train although there is a result. @default {TRACELAB_FRESH is set} */
  fresh?: boolean;
  /** Where results are kept. @default {"results/completions/trained" of the project} */
  folder?: string;
  /** Ends it between two steps. */
  signal?: AbortSignal;
}

/** A training: its losses while it runs, and the model afterwards. */
export interface Training extends AsyncIterable<TrainingEvent> {
  /** The hash of its inputs. */
  readonly key: string;
  /** Trains to the end, unless that is done, and gives the model's URI. */
  model(): Promise<string>;
  /** What a hosted training will take; nothing is asked or uploaded for it. */
  estimate?(): TrainingEstimate;
  /** Cancels the job of a hosted training, which else goes on when it is broken off; gives its status. */
  cancel?(): Promise<string>;
}

type HostedBase = `openai:${string}` | `http://${string}` | `https://${string}`;

/** What `train` takes for a base; for one that is only known when run, all of it. */
export type TrainingOf<Base extends string> = string extends Base
  ? TinyTraining | TrlTraining | HostedTraining
  : Base extends `gguf:${string}` | `hf:${string}` ? TrlTraining
  : Base extends HostedBase ? HostedTraining
  : TinyTraining;

/** What `train` gives for a base: a hosted training can be estimated and cancelled. */
export type TrainingBy<Base extends string> = string extends Base ? Training
  : Base extends HostedBase ? Required<Training>
  : Training;

/** What is kept of a training that is done; written last. */
const Kept = z.object({
  trainer: z.string(),
  version: z.string(),
  base: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  rows: z.object({ count: z.number(), sha256: z.string() }),
  /** The model's name in this folder. */
  model: z.string(),
  /** SHA-256 of the folder's other files, by name. */
  files: z.record(z.string(), z.string()),
  /** When it was done, ISO 8601. */
  at: z.string(),
});
type Kept = z.infer<typeof Kept>;

/**
 * Trains a model on rows of text, and gives the events of its steps and the URI of what comes out.
 *
 * - `sft`: prompt, completion (and weight): the completion's likelihood
 * - `distil`: prompt, completion; option `teacher`: the teacher's probabilities on the completion
 * - `dpo`: prompt, chosen, rejected: direct preference optimisation
 * - `reward`: the same rows: a reward model, asked with `rewardsOf`
 * - `policy`: prompt, completion, reward: a policy gradient on samples that are there; or prompt alone
 *   and the option `reward`: on samples drawn anew for every step
 *
 * Real models are trained with Hugging Face's `trl` in a Python of its own (`deno task train-env` makes
 * it): `sft` and `dpo`, LoRA adapters, rows of texts or of conversations (`exportPreferences` gives
 * them). What comes out is `gguf:BASE?adapter=FILE`, which `model` asks and `train` goes on from. In the
 * adapter's folder is all that the same training needs elsewhere: `accelerate.yaml`, `train.sbatch`…
 *
 * Hosted models are fine-tuned by their publisher, for money: `sft` and `dpo`, at least 10 rows.
 * `estimate()` says what a training may cost, `maxCost` refuses; who breaks off leaves the job to go on,
 * `cancel()` ends it; who runs the same again goes on with the job that is there. What comes out is
 * `openai:ft:…`.
 *
 * @param base A model's URI; `tiny`, `tiny:student`, `tiny:PATH`; `blankTiny` makes one that has learned
 * nothing. `gguf:NAME`, `gguf:FILE` or `hf:FOLDER` (a Hugging Face folder): a real model.
 * `openai:NAME` or `http://HOST/v1#NAME` (a server with the same fine-tuning): a hosted one.
 * @throws {RangeError} at a row, an option or a base that cannot be used, before anything is trained
 *
 * @example
 * ```ts
 * import { train } from "tracelab/train";
 * import { mkdtempSync } from "node:fs";
 * import assert from "node:assert/strict";
 * const rows = [{ prompt: "<solve>nums<text>Return the sum of nums.<answer>", completion: "    return sum(nums)\n" }];
 * const folder = mkdtempSync("/tmp/trained-");
 * const training = train("tiny:student", { method: "sft", rows, steps: 3, learningRate: 1e-3, folder });
 * for await (const { step, loss } of training) console.log(step, loss);
 * const uri = await training.model(); // "tiny:/tmp/trained-…/model.tiny"
 * assert.match(uri, /^tiny:/);
 *
 * const talks = Array.from({ length: 10 }, (_, i) => ({ prompt: `Twice ${i}?`, completion: `${2 * i}` }));
 * const price = { training: 2 }; // an example: put the publisher's dollars a million trained tokens
 * const hosted = train("openai:gpt-4.1-nano-2025-04-14", { method: "sft", rows: talks, price, maxCost: 1 });
 * assert(hosted.estimate().mostCost! < 0.01); // nothing is uploaded before it is run
 * ```
 */
export function train<Base extends string>(
  base: Base,
  options: TrainingOf<Base> & KeepOptions,
): TrainingBy<Base>;
export function train(
  base: string,
  options: (TinyTraining | TrlTraining | HostedTraining) & KeepOptions,
): Training {
  const { fresh, folder: root = trainedFolder(), signal, ...asked } = options;
  const trainer = trainerOf(base);
  const job = trainer.prepare(base, asked);
  const rows = { count: job.rows.length, sha256: rowsHash(job.rows) };
  const { name, version } = trainer;
  const what = { trainer: name, version, inputs: job.inputs, rows };
  const key = sha256(JSON.stringify(what)).slice(0, 32);
  const folder = join(root, key);
  // What this object trained is not trained again by it, however fresh.
  let anew = fresh ?? flag("TRACELAB_FRESH");

  async function* run(): AsyncGenerator<TrainingEvent> {
    signal?.throwIfAborted();
    const events = anew ? undefined : eventsOf(folder);
    if (events) {
      for (const event of events) yield told(event);
      return;
    }
    mkdirSync(folder, { recursive: true });
    const lines: string[] = [];
    const going = job.run(folder, { anew, signal });
    const watch = watchWork({ label: `training ${base} (${String(asked.method)})`, unit: "steps" });
    let model: string, why: unknown;
    try {
      while (true) {
        const { value, done } = await untilInterrupted(going.next());
        if (done) {
          model = value;
          break;
        }
        const event = TrainingEvent.parse(value);
        lines.push(`${JSON.stringify(event)}\n`);
        watch.step({ total: event.steps, cost: event.cost });
        yield told(event);
        signal?.throwIfAborted();
      }
    } catch (error) {
      why = error;
      throw error;
    } finally {
      await watch.end();
      await freed(() => going.return(""), why); // the model, where who listens breaks off
    }
    writeWhole(join(folder, "events.jsonl"), lines.join(""));
    keep(folder, { ...what, base, model });
    anew = false;
  }
  const told = ({ model, ...event }: TrainingEvent): TrainingEvent =>
    model === undefined ? event : { ...event, model: job.uri(folder, model) };

  return {
    key,
    [Symbol.asyncIterator]: run,
    async model() {
      for await (const _ of anew || !keptIn(folder) ? run() : []);
      return job.uri(folder, keptIn(folder)!.model);
    },
    ...job.estimate && { estimate: () => job.estimate!() },
    ...job.cancel && { cancel: () => job.cancel!(folder) },
  };
}

/** The trainer for a model. */
function trainerOf(base: string): Trainer {
  if (/^tiny(:|$)/.test(base)) return tinyTrainer;
  if (/^(gguf|hf):./.test(base)) return trlTrainer;
  if (/^openai:./.test(base) || /^https?:\/\//i.test(base)) return hostedTrainer;
  throw new RangeError(
    `no trainer for ${base} (there is one for tiny, tiny:NAME, tiny:PATH, gguf:NAME, hf:FOLDER, ` +
      "openai:NAME and http://HOST/v1#NAME)",
  );
}

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");

function rowsHash(rows: TrainerJob["rows"]): string {
  const hash = createHash("sha256");
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
  return hash.digest("hex");
}

const record = "training.json";

function keep(folder: string, what: Omit<Kept, "files" | "at">): void {
  const files = readdirSync(folder).filter((name) => name !== record && !name.endsWith(".part"));
  const kept: Kept = {
    ...what,
    files: Object.fromEntries(
      files.sort().map((name) => [name, sha256(readFileSync(join(folder, name)))]),
    ),
    at: new Date().toISOString(),
  };
  writeWhole(join(folder, record), JSON.stringify(kept, null, 2) + "\n");
}

/** What is kept in a folder; undefined where nothing is, or where a file is not what it was. */
function keptIn(folder: string): Kept | undefined {
  const path = join(folder, record);
  if (!existsSync(path)) return undefined;
  const { data } = Kept.safeParse(jsonOr(readFileSync(path, "utf8")));
  const whole = data && Object.entries(data.files).every(([name, hash]) => {
    const file = join(folder, name);
    return existsSync(file) && sha256(readFileSync(file)) === hash;
  });
  return whole ? data : undefined;
}

function eventsOf(folder: string): TrainingEvent[] | undefined {
  if (!keptIn(folder)) return undefined;
  const lines = readFileSync(join(folder, "events.jsonl"), "utf8").split("\n").filter(Boolean);
  return lines.map((line) => TrainingEvent.parse(JSON.parse(line)));
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
