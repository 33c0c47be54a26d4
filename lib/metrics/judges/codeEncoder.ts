/** From a text to unit vectors of its tokens, through the windows that an encoder can read. */
import type { CodeEncoder, CodeToken } from "../../engines/mod.ts";

export type { CodeEncoder, CodeToken };

/** A window of a long text: the tokens that the model reads, and those of them that are taken. */
export interface TokenWindow {
  from: number;
  to: number;
  keepFrom: number;
  keepTo: number;
}

/**
 * Windows that overlap by half, so that every token is taken where it has context on both sides.
 *
 * @see Ivgi et al. 2022, arXiv 2208.00748 (SLED), as in PyPI's code-bert-score
 */
export function tokenWindows(length: number, window: number): TokenWindow[] {
  if (length <= window) return [{ from: 0, to: length, keepFrom: 0, keepTo: length }];
  const margin = Math.floor(window / 4), stride = window - 2 * margin;
  const windows = [{ from: 0, to: window, keepFrom: 0, keepTo: window - margin }];
  while (windows.at(-1)!.to < length) {
    const { to: end, keepTo } = windows.at(-1)!;
    const to = Math.min(length, end + stride);
    windows.push({
      from: to - window,
      to,
      keepFrom: keepTo,
      keepTo: to < length ? keepTo + stride : length,
    });
  }
  return windows;
}

/** The vectors of texts' tokens, of unit length; windows of all texts go to the encoder in batches. */
export async function unitVectors(
  encoder: CodeEncoder,
  texts: readonly (readonly CodeToken[])[],
  { layer, batch }: { layer?: number; batch: number },
): Promise<Float32Array[][]> {
  const vectors: Float32Array[][] = texts.map(() => []);
  const jobs = texts.flatMap((tokens, text) =>
    tokenWindows(tokens.length, encoder.window).map((window) => ({ text, ...window }))
  );
  for (let i = 0; i < jobs.length; i += batch) {
    const some = jobs.slice(i, i + batch);
    const found = await encoder.embed(
      some.map(({ text, from, to }) => texts[text].slice(from, to).map(({ id }) => id)),
      layer,
    );
    for (const [j, { text, from, to, keepFrom, keepTo }] of some.entries()) {
      if (found[j]?.length !== to - from) {
        throw new Error(`${encoder.name}: ${found[j]?.length} vectors for ${to - from} tokens`);
      }
      for (let k = keepFrom; k < keepTo; k++) vectors[text].push(unit(found[j][k - from]));
    }
  }
  return vectors;
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length ? vector.map((value) => value / length) : vector;
}
