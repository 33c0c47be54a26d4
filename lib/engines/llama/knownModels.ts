/** The models that have a name of their own after `gguf:`, from `data/models.json`. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { packageFile } from "../../base/mod.ts";

const shape = z.strictObject({
  /** The publisher's repository, and the revision whose file is meant. */
  repository: z.string(),
  revision: z.string().optional(),
  /** Where the file is to be had; without one it must be put in `TRACELAB_MODELS` by hand. */
  url: z.url().optional(),
  file: z.string(),
  sha256: z.string().regex(/^[\da-f]{64}$/),
  bytes: z.number().int().positive(),
  licence: z.string(),
  /** What its publishers say of it, in percent. */
  published: z.array(z.strictObject({
    benchmark: z.string(),
    metric: z.string(),
    score: z.number(),
    source: z.string(),
  })),
});
export type KnownModel = z.infer<typeof shape>;

let table: Record<string, KnownModel> | undefined;

/**
 * The known models by name.
 *
 * @example
 * ```ts
 * import { knownModels } from "tracelab/models";
 * knownModels()["qwen2.5-coder-0.5b"].licence; // "Apache-2.0"
 * ```
 */
export function knownModels(): Readonly<Record<string, KnownModel>> {
  const text = () => readFileSync(packageFile("data/models.json"), "utf8");
  return table ??= z.record(z.string(), shape).parse(JSON.parse(text()));
}
