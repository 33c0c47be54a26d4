/**
 * What a training reads: rows of text, with the columns that `trl` names. A row may hold more columns
 * (`taskId`, `model`…); they are not read and do not count.
 */
import { z } from "zod";

/**
 * A text's tokens, where whoever sampled it knows them: cut again, a sampled text can give other
 * tokens than those that were drawn. They must spell the text, without the token that ends it.
 */
const Ids = z.array(z.number().int().min(0)).optional();

/**
 * A prompt, exactly as the model reads it, and what it should answer.
 *
 * @example
 * ```ts
 * import { SftRow } from "tracelab/train";
 * SftRow.parse({ prompt: "Two?", completion: "2", weight: 0.5 });
 * ```
 */
export const SftRow = z.object({
  prompt: z.string(),
  completion: z.string(),
  completionIds: Ids,
  /** How much the row counts; negative ones push away. @default {1} */
  weight: z.number().optional(),
});
export type SftRow = z.infer<typeof SftRow>;

/**
 * Two completions of one prompt, the better one named.
 *
 * @example
 * ```ts
 * import { PreferenceRow } from "tracelab/train";
 * PreferenceRow.parse({ prompt: "Two?", chosen: "2", rejected: "3" });
 * ```
 */
export const PreferenceRow = z.object({
  prompt: z.string(),
  chosen: z.string(),
  rejected: z.string(),
  chosenIds: Ids,
  rejectedIds: Ids,
});
export type PreferenceRow = z.infer<typeof PreferenceRow>;

/**
 * A sample of a prompt with its reward; rows of one prompt are a group.
 *
 * @example
 * ```ts
 * import { RewardedRow } from "tracelab/train";
 * RewardedRow.parse({ prompt: "Two?", completion: "2", reward: 1 });
 * ```
 */
export const RewardedRow = z.object({
  prompt: z.string(),
  completion: z.string(),
  completionIds: Ids,
  reward: z.number(),
});
export type RewardedRow = z.infer<typeof RewardedRow>;

/**
 * A prompt to sample from, where the rewards are a function's.
 *
 * @example
 * ```ts
 * import { PromptRow } from "tracelab/train";
 * PromptRow.parse({ prompt: "Two?" });
 * ```
 */
export const PromptRow = z.object({ prompt: z.string() });
export type PromptRow = z.infer<typeof PromptRow>;

/** Rows, checked; a malformed one is named by its index. */
export function checkRows<S extends z.ZodType>(schema: S, rows: Iterable<unknown>): z.infer<S>[] {
  const checked = Array.from(rows, (row, i) => {
    const result = schema.safeParse(row);
    if (result.success) return result.data;
    const [{ path, message }] = result.error.issues;
    throw new RangeError(`row ${i}: ${path.join(".") || "row"}: ${message}`);
  });
  if (checked.length === 0) throw new RangeError("nothing to train on: no rows");
  return checked;
}
