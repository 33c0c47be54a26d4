import { z } from "zod";

/**
 * What a task of the tiny world says of itself in `metadata`.
 *
 * @example
 * ```ts
 * import { TinyMetadata, tinyTasks } from "tracelab/tiny";
 * const [task] = tinyTasks({ limit: 1, steps: 3 });
 * TinyMetadata.parse(task.metadata).steps; // 3
 * ```
 */
export const TinyMetadata = z.object({
  split: z.enum(["train", "validation", "test"]),
  phrasing: z.enum(["training", "heldOut", "explicit"]),
  /** Filters, mappings and the reduction. */
  steps: z.number().int(),
  /** The kinds of its operations, which decide its split. */
  composition: z.string(),
  /** Its steps in words. */
  plan: z.array(z.string()),
  style: z.enum(["loop", "comprehension"]),
  conventions: z.object({
    empty: z.enum(["none", "zero", "minusOne"]),
    bounds: z.enum(["inclusive", "exclusive"]),
    case: z.enum(["sensitive", "insensitive"]),
    rounding: z.enum(["exact", "down", "nearest"]),
  }),
});
export type TinyMetadata = z.infer<typeof TinyMetadata>;
