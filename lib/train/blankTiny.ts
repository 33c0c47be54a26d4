import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { learnTokenizer, TinyLM, type TinyShape } from "../tiny/mod.ts";
import { refuseUnknown, writeWhole } from "../base/mod.ts";
import { trainedFolder } from "./trainedFolder.ts";

export interface BlankTiny extends Omit<TinyShape, "vocabulary"> {
  /** Of the weights. @default {0} */
  seed?: number;
  /** Where it is kept. @default {"results/completions/trained" of the project} */
  folder?: string;
}

const known = {
  width: true,
  layers: true,
  heads: true,
  hidden: true,
  context: true,
  seed: true,
  folder: true,
} satisfies Record<keyof BlankTiny, true>;

/**
 * The URI of an embedded model with random weights: the base of a training from nothing. It has the
 * tokens of the checkpoints that come with the project, and reads 320 of them unless `context` says
 * otherwise.
 *
 * @throws {RangeError} at a shape that cannot be
 *
 * @example
 * ```ts
 * import { blankTiny, train } from "tracelab/train";
 * import { mkdtempSync } from "node:fs";
 * const folder = mkdtempSync("/tmp/trained-");
 * const base = await blankTiny({ width: 16, layers: 1, heads: 1, seed: 1, folder });
 * const rows = [{ prompt: "<solve>nums<text>Return the sum of nums.<answer>", completion: "    return sum(nums)\n" }];
 * await train(base, { method: "sft", rows, steps: 2, learningRate: 4e-3, folder }).model();
 * ```
 */
export async function blankTiny(options: BlankTiny): Promise<string> {
  refuseUnknown("blankTiny", options, known);
  const { seed, folder = trainedFolder(), ...shape } = options;
  const tokenizer = learnTokenizer();
  await using lm = await TinyLM.create(
    { context: 320, ...shape, vocabulary: tokenizer.size },
    { seed, tokenizer: tokenizer.vocabulary, threads: 1 },
  );
  const bytes = lm.save({ dtype: "f32" });
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `blank-${hash}.tiny`);
  writeWhole(path, bytes);
  return `tiny:${path}`;
}
