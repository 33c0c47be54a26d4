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
 *
 * @example
 * ```ts
 * import { teacherTexts, TinyLM } from "tracelab/tiny";
 * await using teacher = await TinyLM.create({ vocabulary: 8, width: 16, layers: 1, heads: 1 });
 * const texts = await teacherTexts(teacher, [[1, 2]], { maxTokens: 20, end: 0 });
 * for (const { tokens, from } of texts) console.log(tokens, "the prompt ends before", from);
 * ```
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

/**
 * Sequence distillation: the teacher answers every prompt once, then the student is fine-tuned.
 *
 * @example
 * ```ts
 * import { distilSequences, TinyLM } from "tracelab/tiny";
 * const shape = { vocabulary: 8, width: 16, layers: 1, heads: 1 };
 * await using teacher = await TinyLM.create(shape, { seed: 1 });
 * await using student = await TinyLM.create(shape, { seed: 2 });
 * const prompts = Array.from({ length: 20 }, (_, i) => [1 + i % 7]);
 * const options = { steps: 2, learningRate: 0.01, sampling: { maxTokens: 60 } };
 * for await (const { loss } of distilSequences(student, teacher, prompts, options)) console.log(loss);
 * ```
 */
export async function* distilSequences(
  student: TinyLM,
  teacher: TinyLM,
  prompts: readonly ArrayLike<number>[],
  options: TrainOptions & { sampling?: Omit<GenerateOptions, "stop">; end?: number },
): AsyncGenerator<TrainEvent> {
  const { sampling, end } = options;
  yield* sft(student, await teacherTexts(teacher, prompts, { ...sampling, end }), options);
}

/**
 * Logit distillation; both models have the same tokens.
 *
 * @example
 * ```ts
 * import { distilLogits, TinyLM } from "tracelab/tiny";
 * const shape = { vocabulary: 8, width: 16, layers: 1, heads: 1 };
 * await using teacher = await TinyLM.create(shape, { seed: 1 });
 * await using student = await TinyLM.create(shape, { seed: 2 });
 * const data = [{ tokens: [1, 2, 3, 4, 0], from: 2 }];
 * const options = { steps: 2, learningRate: 0.01, temperature: 2 };
 * for await (const { loss } of distilLogits(student, teacher, data, options)) console.log(loss);
 * ```
 */
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
