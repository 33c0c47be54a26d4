import { readFileSync } from "node:fs";
import { z } from "zod";
import { Measure, packageFile } from "../../base/mod.ts";

const Estimate = Measure.extend({ n: z.number() });

/**
 * How the embedded model learns, measured by `deno task tiny:learn` on the test split.
 *
 * @example
 * ```ts
 * import { TinyLearning, tinyLearning } from "tracelab/tiny";
 * TinyLearning.parse(tinyLearning("sft")).split; // "test"
 * ```
 */
export const TinyLearning = z.object({
  experiment: z.string(),
  about: z.string(),
  split: z.string(),
  /** Test tasks, and samples of each. */
  tasks: z.number(),
  samples: z.number(),
  /** What the intervals are. */
  interval: z.string(),
  commit: z.string(),
  date: z.string(),
  arms: z.array(z.object({
    arm: z.string(),
    seeds: z.number(),
    /** pass@1 at temperature 0.8. */
    sampled: Estimate,
    sampledBySeed: z.array(z.number()),
    /** Mean over seeds. */
    greedy: z.number(),
  })),
  /** The learning rates that were tried on the validation split. */
  chosenOnValidation: z.array(z.object({
    arm: z.string(),
    sampled: z.number(),
    tasks: z.number(),
    samples: z.number(),
  })),
});
export type TinyLearning = z.infer<typeof TinyLearning>;

/**
 * A learning result that comes with the project.
 *
 * @example
 * ```ts
 * import { tinyLearning } from "tracelab/tiny";
 * for (const { arm, sampled } of tinyLearning("lora").arms) console.log(arm, sampled.value);
 * ```
 */
export function tinyLearning(
  name: "sft" | "lora" | "distillation" | "preferences",
): TinyLearning {
  const file = packageFile(`results/reference/tiny-${name}.json`);
  return TinyLearning.parse(JSON.parse(readFileSync(file, "utf8")));
}
