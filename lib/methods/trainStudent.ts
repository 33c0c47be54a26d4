/**
 * Knowledge distillation into weights, on the embedded models: the half that TRACE's notebook of that
 * name leaves out. The student learns what its teacher writes for tasks it has no solutions of.
 */
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { solve } from "../models/mod.ts";
import {
  checkpointPath,
  distilLogits,
  sft,
  teacherTexts,
  TinyLM,
  tinyPrompt,
  Tokenizer,
  type TrainEvent,
} from "../models/tiny/mod.ts";
import type { Task } from "../tasks/mod.ts";

export interface TrainStudentOptions {
  /** The student's checkpoint, for instance `tiny:student`. */
  student: string;
  /** The teacher's, with the same tokens. */
  teacher: string;
  /** Tasks the teacher answers; their own solutions are not read. */
  tasks: readonly Task[];
  /**
   * `sequence`: the teacher's greedy programs are learned as text (Kim and Rush 2016, section 3.2);
   * `logits`: on those programs, the teacher's distribution at every token (Hinton et al. 2015).
   */
  how: "sequence" | "logits";
  /** The student's checkpoint afterwards. */
  to: string;
  steps: number;
  /** @default {3e-3} */
  learningRate?: number;
  /** @default {0} */
  seed?: number;
  form?: "complete" | "instruct";
}

/**
 * Trains, yields every step's loss, and writes the checkpoint when the last step is done.
 *
 * @throws {RangeError} when the models do not have the same tokens, or no teacher's program ended
 *
 * @example
 * ```ts
 * import { loadTasks, trainStudent } from "tracelab";
 * const tasks = await loadTasks("tiny", { split: "train", limit: 4, steps: 1 });
 * const options = { student: "tiny:student", teacher: "tiny:teacher", tasks, to: "/tmp/student.tiny", steps: 1 };
 * for await (const { step, loss } of trainStudent({ ...options, how: "sequence" })) console.log(step, loss);
 * ```
 */
export async function* trainStudent(options: TrainStudentOptions): AsyncGenerator<TrainEvent> {
  const { student, teacher, tasks, how, to, steps, learningRate = 3e-3, seed = 0, form } = options;
  await using lm = await TinyLM.load(checkpointPath(student));
  await using other = await TinyLM.load(checkpointPath(teacher));
  if (!lm.tokenizer || JSON.stringify(lm.tokenizer) !== JSON.stringify(other.tokenizer)) {
    throw new RangeError(`${student} and ${teacher} do not have the same tokens`);
  }
  const tokenizer = new Tokenizer(lm.tokenizer);
  const prompts = tasks.map((task) => tokenizer.encode(tinyPrompt(solve(task, { form }).intent)));
  const texts = await teacherTexts(other, prompts, { maxTokens: 112, end: tokenizer.end });
  if (!texts.length) throw new RangeError(`${teacher} ended none of ${tasks.length} programs`);
  const training = { steps, learningRate, seed, weightDecay: 0.05 };
  yield* how === "sequence" ? sft(lm, texts, training) : distilLogits(lm, other, texts, training);
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(`${to}.part`, lm.save());
  renameSync(`${to}.part`, to);
}
