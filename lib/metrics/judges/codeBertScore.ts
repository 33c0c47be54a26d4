/**
 * CodeBERTScore: how near the tokens of a program are to those of a reference, in an encoder's space. It
 * is a likeness and says nothing of what the program does: put `againstExecution` beside it.
 */
import { positiveInteger, refuseUnknown } from "../../base/mod.ts";
import { type CodeEncoder, type CodeToken, unitVectors } from "./codeEncoder.ts";

/** A program and what it is compared with. */
export interface CodePair {
  candidate: string;
  reference: string;
  /** What comes before both (the prompt): context for the encoder, and not compared. A blank one is none. */
  source?: string;
}

/** Precision, recall and their means, of -1 to 1; `rescaled`, 0 is the baseline. */
export interface BertScore {
  p: number;
  r: number;
  /** 2PR / (P + R) */
  f1: number;
  /** 10PR / (9P + R): recall counts more. */
  f3: number;
}

/** A pair's score. */
export interface CodeBertScore extends BertScore {
  rescaled: BertScore;
}

export interface CodeBertScoreOptions {
  /** Of the encoder, from 1; of 12 the package takes 11 for Python, 10 for JavaScript, C and C++, 7 for Java. @default {the encoder's own} */
  layer?: number;
  /** Weighs tokens by how few of the references have them. @default {false} */
  idf?: boolean;
  /** Also compares tokens of space and punctuation (`+`, `-`, `*`, `/`, `&`, `|` and `~` are always compared). @default {false} */
  punctuation?: boolean;
  /** What `rescaled` calls 0: (x − baseline) / (1 − baseline). @default {0.5, as the package where it has no measured one} */
  baseline?: number;
  /** Sequences given to the encoder at once. @default {32} */
  batch?: number;
}

const known = {
  layer: true,
  idf: true,
  punctuation: true,
  baseline: true,
  batch: true,
} satisfies Record<keyof CodeBertScoreOptions, true>;

/**
 * Scores pairs with an encoder; one score a pair, in their order. An empty candidate or reference scores
 * 0, and so does one of punctuation alone; with `idf`, one whose tokens are in every reference has no
 * weight at all and is NaN.
 *
 * Differs from the package in two places, on purpose: a text is windowed by its own length and not by
 * that of the longest text in its batch, and a source that has characters of several tokens is still left
 * out whole. With batches of one and ASCII sources both are equal.
 *
 * @throws {RangeError} for an unknown option, a baseline of 1 or more, a batch that is no positive integer
 * @throws {Error} where the encoder gives another number of vectors than tokens
 *
 * @see Zhou et al. 2023, arXiv 2302.05527, section 3; PyPI's code-bert-score 0.4.1
 *
 * @example
 * ```ts
 * import { type CodeEncoder, codeBertScore } from "tracelab/metrics";
 * import assert from "node:assert/strict";
 * // One letter a token and one axis a letter: a toy that shows the seam, and no model.
 * const letters: CodeEncoder = {
 *   name: "letters",
 *   window: 512,
 *   tokenize: (text) => [...text].map((text) => ({ text, id: text.charCodeAt(0) % 128 })),
 *   embed: (sequences) =>
 *     Promise.resolve(sequences.map((ids) =>
 *       ids.map((id) => new Float32Array(128).fill(1, id, id + 1))
 *     )),
 * };
 * const [same, half] = await codeBertScore(letters, [
 *   { candidate: "ab", reference: "ba" },
 *   { candidate: "ab", reference: "ac" },
 * ]);
 * assert.deepEqual([same.f1, half.p], [1, 0.5]);
 * ```
 */
export async function codeBertScore(
  encoder: CodeEncoder,
  pairs: Iterable<CodePair>,
  options: CodeBertScoreOptions = {},
): Promise<CodeBertScore[]> {
  refuseUnknown("codeBertScore", options, known);
  const { layer, idf = false, punctuation = false, baseline = 0.5, batch = 32 } = options;
  if (!(baseline < 1)) throw new RangeError(`'baseline' must be below 1: ${baseline}`);
  positiveInteger("batch", batch);
  const all = [...pairs];
  const weigh = idf ? await inverseFrequencies(encoder, all) : () => 1;
  const texts = new Map<string, Compared>();
  const needed: [string, string][] = all.map(({ candidate, reference, source }) => {
    const keys = [candidate, reference].map((code) => JSON.stringify([source ?? null, code]));
    for (const [i, code] of [candidate, reference].entries()) {
      texts.set(keys[i], { code, source, tokens: [], vectors: [] });
    }
    return [keys[0], keys[1]];
  });
  await fill(encoder, [...texts.values()], { layer, batch, punctuation });
  return needed.map(([candidate, reference]) => {
    const score = scoreOf(texts.get(candidate)!, texts.get(reference)!, weigh);
    const rescale = (value: number) => (value - baseline) / (1 - baseline);
    return {
      ...score,
      rescaled: {
        p: rescale(score.p),
        r: rescale(score.r),
        f1: rescale(score.f1),
        f3: rescale(score.f3),
      },
    };
  });
}

/** A text with what is compared of it. */
interface Compared {
  code: string;
  source?: string;
  tokens: CodeToken[];
  vectors: Float32Array[];
}

/** Embeds every text, each once; then leaves out its source and its punctuation. */
async function fill(
  encoder: CodeEncoder,
  texts: Compared[],
  { layer, batch, punctuation }: { layer?: number; batch: number; punctuation: boolean },
): Promise<void> {
  // Before a text without a source there is nothing: its first tokens are the code's.
  const before = texts.map(({ source }) => source?.trim() ? `${source.trim()} \n` : "");
  const tokens = await Promise.all(
    texts.map(({ code }, i) => encoder.tokenize((before[i] + code.trim()).trim())),
  );
  const vectors = await unitVectors(encoder, tokens, { layer, batch });
  for (const [i, text] of texts.entries()) {
    let at = 0;
    const kept = tokens[i].map((token) => {
      at += token.text.length;
      if (token.special) return true;
      return at > before[i].length && (punctuation || !isPunctuation(token.text));
    });
    text.tokens = tokens[i].filter((_, k) => kept[k]);
    text.vectors = vectors[i].filter((_, k) => kept[k]);
  }
}

/** Python's `string.punctuation` without operators, and space; a token that is a part of a character is neither. */
const isPunctuation = (text: string) =>
  text !== "" && /^[ \n\t]*[!"#$%'(),.:;<=>?@[\\\]^_`{}]*[ \n\t]*$/.test(text);

type Weigh = (id: number) => number;

/** log((N + 1) / (df + 1)) over the references. */
async function inverseFrequencies(
  encoder: CodeEncoder,
  pairs: readonly CodePair[],
): Promise<Weigh> {
  const counts = new Map<number, number>();
  const references = await Promise.all(
    pairs.map(({ reference }) => encoder.tokenize(reference.trim())),
  );
  for (const tokens of references) {
    for (const id of new Set(tokens.map(({ id }) => id))) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return (id) => Math.log((pairs.length + 1) / ((counts.get(id) ?? 0) + 1));
}

function scoreOf(candidate: Compared, reference: Compared, weigh: Weigh): BertScore {
  if (![candidate, reference].every(({ tokens }) => tokens.some(({ special }) => !special))) {
    return { p: 0, r: 0, f1: 0, f3: 0 };
  }
  const weights = [candidate, reference].map(({ tokens }) =>
    tokens.map(({ id, special }) => special ? 0 : weigh(id))
  );
  const total = weights.map((own) => own.reduce((sum, weight) => sum + weight, 0));
  const best = [candidate, reference].map(({ vectors }) =>
    new Float64Array(vectors.length).fill(-Infinity)
  );
  for (const [i, a] of candidate.vectors.entries()) {
    for (const [j, b] of reference.vectors.entries()) {
      let cosine = 0;
      for (let k = 0; k < a.length; k++) cosine += a[k] * b[k];
      best[0][i] = Math.max(best[0][i], cosine);
      best[1][j] = Math.max(best[1][j], cosine);
    }
  }
  const [p, r] = best.map((own, side) =>
    own.reduce((sum, cosine, i) => sum + cosine * weights[side][i], 0) / total[side]
  );
  return { p, r, f1: mean(2 * p * r, p + r), f3: mean(10 * p * r, 9 * p + r) };
}

const mean = (product: number, sum: number) => sum === 0 ? 0 : product / sum;
