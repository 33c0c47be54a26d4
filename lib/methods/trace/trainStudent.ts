/**
 * Knowledge distillation into weights, on the embedded models: the half that TRACE's notebook of that
 * name leaves out. The student learns what its teacher writes for tasks; no solution of a task is read.
 */
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type Intent, solve } from "../../models/mod.ts";
import {
  checkpointPath,
  distilLogits,
  sft,
  teacherTexts,
  TinyLM,
  tinyPrompt,
  Tokenizer,
  type TrainEvent,
} from "../../tiny/mod.ts";
import { refuseInput, refuseUnknown, writeWhole } from "../../base/mod.ts";
import { type Task } from "../../tasks/mod.ts";

export interface TrainStudentOptions {
  /** The student's checkpoint, for instance `tiny:student`. */
  student: string;
  /** The teacher's, with the same tokens. */
  teacher: string;
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
  /** The student's checkpoint afterwards. */
  to: string;
  /** Updates of all weights. */
  steps: number;
  /** Programs in a step. @default {8} */
  batchSize?: number;
  /** @default {8e-3} */
  learningRate?: number;
  /** @default {0} */
  seed?: number;
  form?: "complete" | "instruct";
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
} satisfies Record<keyof TrainStudentOptions, true>;

type Sequence = Awaited<ReturnType<typeof teacherTexts>>[number];

/** What teachers said of a list of tasks: each is asked once, however many students learn from it. */
const answered = new WeakMap<readonly Task[], Map<string, Sequence[]>>();

/**
 * Trains, yields every step's loss, and writes the checkpoint when the last step is done.
 *
 * @throws {RangeError} when the models do not have the same tokens, or no teacher's program ended
 * @throws {TaskSetError} when the checkpoint to write is one of those to read
 *
 * @example
 * ```ts
 * import { loadTasks, trainStudent } from "tracelab";
 * import { mkdtempSync, statSync } from "node:fs";
 * import assert from "node:assert/strict";
 * const tasks = await loadTasks("tiny", { split: "train", limit: 4, steps: 1 });
 * const to = `${mkdtempSync("/tmp/student-")}/student.tiny`;
 * const options = { student: "tiny:student", teacher: "tiny:teacher", tasks, to, steps: 2 };
 * const events = await Array.fromAsync(trainStudent({ ...options, how: "sequence" }));
 * assert.equal(events.length, 2);
 * assert(statSync(to).size > 50_000);
 * ```
 */
export async function* trainStudent(options: TrainStudentOptions): AsyncGenerator<TrainEvent> {
  refuseUnknown("trainStudent", options, known);
  const { student, teacher, tasks, how, to, steps, form } = options;
  const { batchSize = 8, learningRate = 8e-3, seed = 0 } = options;
  if (!["sequence", "rationale", "logits"].includes(how)) {
    throw new RangeError(`'how' must be sequence, rationale or logits: ${how}`);
  }
  const inputs = [checkpointPath(student), checkpointPath(teacher)];
  refuseInput(to, inputs);
  await using lm = await TinyLM.load(inputs[0]);
  await using other = await TinyLM.load(inputs[1]);
  if (!lm.tokenizer || JSON.stringify(lm.tokenizer) !== JSON.stringify(other.tokenizer)) {
    throw new RangeError(`${student} and ${teacher} do not have the same tokens`);
  }
  const tokenizer = new Tokenizer(lm.tokenizer);
  const who = createHash("sha256").update(other.save()).digest("hex");
  const said = async (kind: "solve" | "plan") => {
    const key = `${kind} ${form} ${who}`;
    const known = answered.get(tasks) ?? new Map<string, Sequence[]>();
    answered.set(tasks, known);
    if (!known.has(key)) {
      const prompts = tasks.map((task) => {
        const intent: Intent = kind === "plan" ? { kind, task } : solve(task, { form }).intent;
        return tokenizer.encode(tinyPrompt(intent));
      });
      const options = { maxTokens: 112, end: tokenizer.end };
      known.set(key, await teacherTexts(other, prompts, options));
    }
    return known.get(key)!;
  };
  const texts = await said("solve");
  if (!texts.length) throw new RangeError(`${teacher} ended none of ${tasks.length} programs`);
  const rationales = how === "rationale" ? await said("plan") : [];
  const training = { steps, batchSize, learningRate, seed, weightDecay: 0.05 };
  yield* how === "logits"
    ? distilLogits(lm, other, texts, training)
    : sft(lm, [...texts, ...rationales], training);
  mkdirSync(dirname(to), { recursive: true });
  writeWhole(to, lm.save(), inputs);
}
