/** What CodeBERTScore needs of a model: tokens of a text, and a vector a token. */

/** One token of a text. */
export interface CodeToken {
  id: number;
  /** Its text, decoded; empty for a special one. Tokens in their order spell the text. */
  text: string;
  /** A mark of the model's own (begin, end): it has no weight, and others may match it. */
  special?: boolean;
}

/**
 * The seam: two functions, and the name that stands beside every score. An encoder that is not
 * `neulab/codebert-*` must not be named so: scores of different encoders are different metrics.
 */
export interface CodeEncoder {
  readonly name: string;
  /** Tokens that the model reads at once, special ones included; longer texts go through windows. */
  readonly window: number;
  /** The tokens of a text with the model's special ones, as long as they come. */
  tokenize(text: string): CodeToken[] | Promise<CodeToken[]>;
  /**
   * The hidden states of each sequence, a vector a token.
   *
   * @param layer Counted from 1; undefined: the encoder's own choice.
   */
  embed(sequences: number[][], layer?: number): Promise<Float32Array[][]>;
}

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
