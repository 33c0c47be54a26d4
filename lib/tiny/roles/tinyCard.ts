import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Measure } from "../../base/mod.ts";
import { checkpointFolder } from "./tinyModel.ts";

const Score = z.object({ hits: z.number(), of: z.number(), ...Measure.shape });

/**
 * What is said of a checkpoint; see `data/tiny/README.md`.
 *
 * @example
 * ```ts
 * import { TinyCard, tinyCard } from "tracelab/tiny";
 * TinyCard.parse(tinyCard("base")).name; // "base"
 * ```
 */
export const TinyCard = z.object({
  name: z.string(),
  purpose: z.string(),
  parameters: z.number(),
  sha256: z.string(),
  commit: z.string(),
  date: z.string(),
  split: z.string(),
  seed: z.number(),
  /** By way of asking, then by steps (`"2 steps"`), greedy and sampled; by role, one score. */
  scores: z.record(
    z.string(),
    z.union([
      Score,
      z.record(z.string(), z.object({ greedy: Score, sampled: Score.optional() })),
    ]),
  ),
  isNot: z.string(),
});
export type TinyCard = z.infer<typeof TinyCard>;

/**
 * The card of a checkpoint that comes with the project: recipe, seed, scores with intervals.
 *
 * @example
 * ```ts
 * import { tinyCard } from "tracelab/tiny";
 * const { parameters, scores } = tinyCard("base");
 * console.log(parameters, scores.solve);
 * ```
 */
export function tinyCard(name: "base" | "student" | "teacher" | "debugger"): TinyCard {
  return TinyCard.parse(JSON.parse(readFileSync(join(checkpointFolder(), `${name}.json`), "utf8")));
}
