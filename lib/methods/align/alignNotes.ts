import { z } from "zod";
import type { Attempt } from "../../runs/mod.ts";
import { TrainingEvent } from "../../train/mod.ts";

/**
 * What the record keeps of one training of `align`.
 *
 * @example
 * ```ts
 * import { AlignTraining } from "tracelab/methods";
 * AlignTraining.parse({
 *   phase: "train", iteration: 1, method: "dpo", labels: "verdicts", programs: 6, unfinished: 0,
 *   rows: 0, rules: {}, steps: [],
 * });
 * ```
 */
export const AlignTraining = z.object({
  phase: z.literal("train"),
  iteration: z.number().int(),
  method: z.string(),
  labels: z.string(),
  /** Programs that were judged, and those among them that did not end by themselves: no rows. */
  programs: z.number(),
  unfinished: z.number(),
  /** What was trained on: pairs, or programs. */
  rows: z.number(),
  /** Pairs by what decided. */
  rules: z.record(z.string(), z.number()),
  /** Mean characters of the chosen and of the rejected programs. */
  lengths: z.object({ chosen: z.number(), rejected: z.number() }).optional(),
  steps: z.array(TrainingEvent),
  /** Of a real model's `dpo`: pairs of tasks that it was not trained on, and those in the right order. */
  heldOut: z.object({ tasks: z.number(), pairs: z.number(), right: z.number() }).optional(),
  /** SHA-256 of the weights; absent where there was nothing to train on. */
  weights: z.string().optional(),
  /** The reward model, judged on pairs of tasks that it was not trained on. */
  reward: z.object({
    sees: z.string(),
    granularity: z.string(),
    rows: z.number(),
    steps: z.array(TrainingEvent),
    heldOut: z.array(z.object({ taskId: z.string(), pairs: z.number(), right: z.number() })),
  }).optional(),
});
export type AlignTraining = z.infer<typeof AlignTraining>;

/**
 * The training in an attempt's notes; `undefined` for an attempt that is none.
 *
 * @example
 * ```ts
 * import { attempt } from "tracelab";
 * import { alignTraining } from "tracelab/methods";
 * alignTraining(attempt({ method: "align", taskId: "own/1" })); // undefined
 * ```
 */
export function alignTraining({ notes }: Pick<Attempt, "notes">): AlignTraining | undefined {
  return notes.phase === "train" ? AlignTraining.parse(notes) : undefined;
}
