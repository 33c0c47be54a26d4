import { z } from "zod";

/**
 * What is said after every update of a training. What its method does not measure is absent.
 *
 * @example
 * ```ts
 * import { TrainingEvent } from "tracelab/train";
 * TrainingEvent.parse({ step: 1, steps: 2, loss: 0.7, learningRate: 0.01, tokens: 320 });
 * ```
 */
export const TrainingEvent = z.object({
  /** From 1 on. */
  step: z.number().int(),
  /** Of a hosted training that does not tell it: as many as there were. */
  steps: z.number().int(),
  loss: z.number(),
  /** Absent where the publisher of a hosted model does not tell it. */
  learningRate: z.number().optional(),
  /** Norm of the gradient before it is clipped. */
  gradientNorm: z.number().optional(),
  /** Tokens that were read in this step. */
  tokens: z.number().optional(),
  /** Part of the pairs whose chosen completion is ahead. */
  accuracy: z.number().optional(),
  /** Mean difference of the rewards below. */
  margin: z.number().optional(),
  /** Mean reward of the chosen completions: implicit (`dpo`) or the reward model's (`reward`). */
  chosenReward: z.number().optional(),
  rejectedReward: z.number().optional(),
  /** Estimated divergence of model and reference a token, in nats; its direction is the method's. */
  kl: z.number().optional(),
  /** Mean reward of the samples (`policy`). */
  reward: z.number().optional(),
  /** Part of the prompts whose samples all have one reward, so that they teach nothing (`policy`). */
  unvaried: z.number().optional(),
  /** Rows that are left out of the training because they are too long (`trl`). */
  dropped: z.number().optional(),
  /** In the last event: pairs that were held out (`trl`), the part in the right order, their mean margin. */
  heldOut: z.number().optional(),
  heldOutAccuracy: z.number().optional(),
  heldOutMargin: z.number().optional(),
  /** Loss on held-out rows, where a hosted training measured it at this step. */
  heldOutLoss: z.number().optional(),
  /** Part of the tokens that are the likeliest ones (hosted). */
  tokenAccuracy: z.number().optional(),
  /** In the last event: tokens as they are billed (hosted), and dollars, where the price is known. */
  trainedTokens: z.number().optional(),
  cost: z.number().optional(),
  /** The URI of the model as it is after this step, where the recipe keeps it (`saveEvery`). */
  model: z.string().optional(),
});
export type TrainingEvent = z.infer<typeof TrainingEvent>;
