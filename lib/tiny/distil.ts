/**
 * Knowledge distillation, two ways.
 *
 * Of sequences (Kim and Rush 2016, section 3.2): the student learns what the teacher writes,
 * L = -log p(y), y from the teacher. Only the teacher's texts are needed.
 *
 * Of logits (Hinton et al. 2015, section 2): on given texts the student's distribution is drawn to
 * the teacher's at every predicted token, L = T² KL(q_T || p_T), q the teacher, T the temperature.
 */
import type { Sequence } from "./batch.ts";
import { completionSequence } from "./dpo.ts";
import { train, type TrainEvent, type TrainOptions } from "./schedule.ts";
import { countTokens, sft } from "./sft.ts";
import type { GenerateOptions } from "./generate.ts";
import type { TinyLM } from "./tinyLM.ts";

/**
 * What the teacher writes for each prompt, its end token included; unfinished texts are left out.
 */
export async function teacherTexts(
  teacher: TinyLM,
  prompts: readonly ArrayLike<number>[],
  options: Omit<GenerateOptions, "stop"> & { end?: number } = {},
): Promise<Sequence[]> {
  const { end = 0, ...sampling } = options;
  const samples = await teacher.generate(prompts, { ...sampling, stop: end });
  return samples.flatMap(({ tokens, finishReason }, i) =>
    finishReason === "stop" ? [completionSequence(prompts[i], [...tokens, end])] : []
  );
}

/** Sequence distillation: the teacher answers every prompt once, then the student is fine-tuned. */
export async function* distilSequences(
  student: TinyLM,
  teacher: TinyLM,
  prompts: readonly ArrayLike<number>[],
  options: TrainOptions & { sampling?: Omit<GenerateOptions, "stop">; end?: number },
): AsyncGenerator<TrainEvent> {
  const { sampling, end } = options;
  yield* sft(student, await teacherTexts(teacher, prompts, { ...sampling, end }), options);
}

/** Logit distillation; both models have the same tokens. */
export function distilLogits(
  student: TinyLM,
  teacher: TinyLM,
  data: readonly Sequence[],
  options: TrainOptions & { temperature?: number },
): AsyncGenerator<TrainEvent> {
  const [own, other] = [student.config.vocabulary, teacher.config.vocabulary];
  if (own !== other) {
    throw new RangeError(
      `the student has ${own} tokens, the teacher ${other}: they must be the same`,
    );
  }
  return train(data, options, async (batch, optimizer) => {
    const logits = await teacher.logits(batch);
    const { loss, gradientNorm } = student.distil(batch, logits, options);
    student.update(gradientNorm, optimizer);
    return { loss, gradientNorm, tokens: countTokens(batch) };
  });
}
