import type { CodeEncoder } from "../../engines/mod.ts";
import type { SftRow } from "../../train/mod.ts";

/**
 * A tokenizer in another process, asked ahead for every text that `fineTuningRows` will ask for: rows
 * that are too long for a real model are found before the first N are taken. `causalEncoder` has the
 * tokenizer of a GGUF, which is llama.cpp's.
 *
 * @returns `encode` of `fineTuningRows`, for the same rows in the same form
 * @throws {RangeError} of what is returned, for a text that was not asked ahead
 *
 * @example
 * ```ts
 * import { encodedAhead, fineTuningRows, worldRows } from "tracelab/methods";
 * import { causalEncoder } from "tracelab/metrics";
 * import process from "node:process";
 * if (process.env.TRACELAB_MODELS) {
 *   const rows = worldRows({ limit: 20 });
 *   await using encoder = await causalEncoder("gguf:qwen2.5-coder-0.5b");
 *   const encode = await encodedAhead(fineTuningRows(rows).rows, encoder);
 *   const made = fineTuningRows(rows, { encode }); // maxLength: 1024, augmented 2048
 *   console.log(made.rows.length, made.truncated);
 * }
 * ```
 */
export async function encodedAhead(
  rows: Iterable<SftRow>,
  encoder: Pick<CodeEncoder, "tokenize">,
): Promise<(text: string) => number[]> {
  const known = new Map<string, number[]>();
  for (const { prompt, completion } of rows) {
    for (const text of [prompt, prompt + completion]) {
      if (known.has(text)) continue;
      known.set(text, (await encoder.tokenize(text)).map(({ id }) => id));
    }
  }
  return (text) => {
    const ids = known.get(text);
    if (!ids) throw new RangeError(`not encoded ahead: ${JSON.stringify(text.slice(0, 60))}`);
    return ids;
  };
}
