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

/** An encoder with a process of its own, which ends with it. */
export interface OpenEncoder extends CodeEncoder, AsyncDisposable {
  close(): Promise<void>;
}
