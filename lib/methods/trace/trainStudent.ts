/**
 * Knowledge distillation into weights, the half that TRACE's notebook of that name leaves out: an
 * embedded student learns what its teacher writes for tasks; no solution of a task is read.
 *
 * The teacher is asked as any model is, so its replies are in the store; the training is kept by the
 * hash of what it read (`train`).
 */
import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { refuseInput, refuseUnknown, writeWhole } from "../../base/mod.ts";
import { model } from "../../engines/mod.ts";
import { type Intent, type Model, solve } from "../../models/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import { checkpointPath, tinyRow } from "../../tiny/mod.ts";
import { type SftRow, train, type Training } from "../../train/mod.ts";

export interface TrainStudentOptions {
  /** An embedded model's URI, for instance `tiny:student`. */
  student: string;
  /** A model or its URI; for `logits` an embedded one with the student's tokens. */
  teacher: string | Model;
  /** Tasks the teacher answers; their own solutions are not read. */
  tasks: readonly Task[];
  /**
   * What the student learns of the teacher:
   * - `sequence`: its greedy programs, as text (Kim and Rush 2016, section 3.2);
   * - `rationale`: those, and for the same tasks its plans, as an answer of their own (Hsieh et al.
   *   2023, section 3.2: the label and the rationale are two tasks of one student);
   * - `logits`: on its programs, its distribution at every token (Hinton et al. 2015, section 2).
   */
  how: "sequence" | "rationale" | "logits";
  /** A file for the student's checkpoint, beside the one that is kept anyway. */
  to?: string;
  /** Updates of all weights. */
  steps: number;
  /** Programs in a step. @default {8} */
  batchSize?: number;
  /** @default {8e-3} */
  learningRate?: number;
  /** @default {0} */
  seed?: number;
  form?: "complete" | "instruct";
  /** Of the student's weights as they are kept: `f32` ones are not rounded. @default {"f16"} */
  precision?: "f16" | "f32";
  /** Where trainings are kept. @default {"results/completions/trained" of the project} */
  folder?: string;
}

const known = {
  student: true,
  teacher: true,
  tasks: true,
  how: true,
  to: true,
  steps: true,
  batchSize: true,
  learningRate: true,
  seed: true,
  form: true,
  precision: true,
  folder: true,
} satisfies Record<keyof TrainStudentOptions, true>;

/**
 * Every step's loss, and then the student's URI. Nothing is asked or trained before one of them is; a
 * training that is kept gives the losses of the first time.
 *
 * @throws {RangeError} when no teacher's program ended, or for `logits` where the models do not have the
 * same tokens
 * @throws {TaskSetError} when the checkpoint to write is one of those to read
 *
 * @example
 * ```ts
 * import { loadTasks, model } from "tracelab";
 * import { trainStudent } from "tracelab/train";
 * import { mkdtempSync } from "node:fs";
 * import assert from "node:assert/strict";
 * const tasks = await loadTasks("tiny", { split: "train", limit: 4, steps: 1 });
 * const teacher = model("tiny:teacher", { store: false });
 * const folder = mkdtempSync("/tmp/student-");
 * const options = { student: "tiny:student", teacher, tasks, steps: 2, folder };
 * const training = trainStudent({ ...options, how: "sequence" });
 * const events = await Array.fromAsync(training);
 * assert.equal(events.length, 2);
 * assert.match(await training.model(), /^tiny:.*model\.tiny$/);
 * ```
 */
export function trainStudent(options: TrainStudentOptions): Omit<Training, "key"> {
  let begun: Promise<Training> | undefined;
  async function* events() {
    const { student, teacher, to } = options;
    const training = await (begun ??= begin(options));
    yield* training;
    if (to === undefined) return;
    mkdirSync(dirname(to), { recursive: true });
    const made = readFileSync(checkpointPath(await training.model()));
    writeWhole(to, made, checkpoints([student, uriOf(teacher)]));
  }
  return {
    [Symbol.asyncIterator]: events,
    async model() {
      for await (const _ of events());
      return options.to === undefined ? (await begun!).model() : `tiny:${options.to}`;
    },
  };
}

async function begin(options: TrainStudentOptions): Promise<Training> {
  refuseUnknown("trainStudent", options, known);
  const { student, teacher, tasks, how, to, steps, form, precision, folder } = options;
  const { batchSize = 8, learningRate = 8e-3, seed = 0 } = options;
  if (!["sequence", "rationale", "logits"].includes(how)) {
    throw new RangeError(`'how' must be sequence, rationale or logits: ${how}`);
  }
  if (to !== undefined) refuseInput(to, checkpoints([student, uriOf(teacher)]));
  const asked = typeof teacher === "string" ? model(teacher) : teacher;
  let rows: SftRow[], rationales: SftRow[] = [];
  try {
    rows = await lessons(asked, tasks.map((task) => solve(task, { form }).intent));
    if (!rows.length) throw new RangeError(`${asked.uri} ended none of ${tasks.length} programs`);
    if (how === "rationale") {
      rationales = await lessons(asked, tasks.map((task) => ({ kind: "plan", task })));
    }
  } finally {
    if (typeof teacher === "string") await asked.close();
  }
  const recipe = { steps, batchSize, learningRate, seed, weightDecay: 0.05, precision, folder };
  return how === "logits"
    ? train(student, { method: "distil", rows, teacher: asked.uri, ...recipe })
    : train(student, { method: "sft", rows: [...rows, ...rationales], ...recipe });
}

/** What the teacher answers, greedily, as rows in the order of the intents; unfinished replies are none. */
async function lessons(teacher: Model, intents: Intent[]): Promise<SftRow[]> {
  const rows = new Map<number, SftRow>();
  const requests = intents.map((intent, index) => ({
    intent,
    index,
    role: "teacher",
    temperature: 0,
  }));
  for await (const { request, completion } of teacher.generate(requests)) {
    if (completion.finishReason !== "stop") continue;
    rows.set(request.index, tinyRow(request.intent, completion));
  }
  return intents.flatMap((_, index) => rows.get(index) ?? []);
}

const uriOf = (one: string | Model) => typeof one === "string" ? one : one.uri;

/** The files of the embedded ones among some models. */
const checkpoints = (uris: string[]) =>
  uris.filter((uri) => /^tiny(:|$)/.test(uri)).map(checkpointPath);
