/** Byte-pair encoding over a small vocabulary (Sennrich et al. 2016), with control tokens of its own. */

/** What a tokenizer is, as it is stored beside a checkpoint. */
export interface Vocabulary {
  /** Tokens that no text can spell by accident; the first ends a reply. */
  controls: string[];
  characters: string[];
  /** Pairs to join, the most frequent first. */
  merges: [string, string][];
}

/**
 * Words with their leading space, single digits, line breaks with the indent, runs of symbols;
 * other white space (a tab) by the character.
 */
const pieces = / ?[A-Za-z_]+|\d|\n *| ?[^\sA-Za-z0-9_]+| +|\s/g;
const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
const pairKey = (a: string, b: string) => `${a}\u0001${b}`;

/**
 * Text to token ids and back.
 *
 * @example
 * ```ts
 * import { Tokenizer } from "tracelab/tiny";
 * const tokenizer = Tokenizer.train(["a cat", "a cap"], 110, ["<end>"]);
 * tokenizer.decode(tokenizer.encode("a cat")); // "a cat"
 * ```
 */
export class Tokenizer {
  readonly #ids: Map<string, number>;
  readonly #ranks: Map<string, number>;
  readonly #cache = new Map<string, number[]>();
  readonly #controlPattern: RegExp;
  /** The text of each token, by id. */
  readonly tokens: string[];

  constructor(readonly vocabulary: Vocabulary) {
    const { controls, characters, merges } = vocabulary;
    this.tokens = [...controls, ...characters, ...merges.map(([a, b]) => a + b)];
    this.#ids = new Map(this.tokens.map((token, id) => [token, id]));
    this.#ranks = new Map(merges.map(([a, b], rank) => [pairKey(a, b), rank]));
    this.#controlPattern = new RegExp(`(${controls.join("|")})`);
  }

  get size(): number {
    return this.tokens.length;
  }

  /** The token that ends a reply. */
  get end(): number {
    return 0;
  }

  /** Token ids of a text; characters outside the vocabulary become `?`. */
  encode(text: string): number[] {
    return text.split(this.#controlPattern).flatMap((part, i) =>
      i % 2 === 1
        ? [this.#ids.get(part)!]
        : (part.match(pieces) ?? []).flatMap((piece) => this.#encodePiece(piece))
    );
  }

  decode(ids: Iterable<number>): string {
    return Array.from(ids, (id) => this.tokens[id]).join("");
  }

  #encodePiece(piece: string): number[] {
    const known = this.#cache.get(piece);
    if (known) return known;
    const parts = [...piece];
    for (;;) {
      let best = -1;
      let bestRank = Infinity;
      for (let i = 0; i + 1 < parts.length; i++) {
        const rank = this.#ranks.get(pairKey(parts[i], parts[i + 1]));
        if (rank !== undefined && rank < bestRank) [best, bestRank] = [i, rank];
      }
      if (best < 0) break;
      parts.splice(best, 2, parts[best] + parts[best + 1]);
    }
    const ids = parts.map((part) => this.#ids.get(part) ?? this.#ids.get("?")!);
    this.#cache.set(piece, ids);
    return ids;
  }

  /**
   * Learns the merges from texts. Ties go to the pair that sorts first, so the same texts give the
   * same vocabulary.
   */
  static train(texts: Iterable<string>, size: number, controls: string[]): Tokenizer {
    const controlPattern = new RegExp(controls.join("|"));
    const counts = new Map<string, number>();
    for (const text of texts) {
      for (const part of text.split(controlPattern)) {
        for (const piece of part.match(pieces) ?? []) {
          counts.set(piece, (counts.get(piece) ?? 0) + 1);
        }
      }
    }
    const words = [...counts].map(([piece, count]) => ({ parts: [...piece], count }));
    const characters = [...printable, "\n"];
    const merges: [string, string][] = [];
    while (controls.length + characters.length + merges.length < size) {
      const pair = mostFrequentPair(words);
      if (!pair) break;
      merges.push(pair);
      for (const word of words) word.parts = joinPair(word.parts, pair);
    }
    return new Tokenizer({ controls, characters, merges });
  }
}

function mostFrequentPair(
  words: { parts: string[]; count: number }[],
): [string, string] | undefined {
  const counts = new Map<string, number>();
  for (const { parts, count } of words) {
    for (let i = 0; i + 1 < parts.length; i++) {
      const key = pairKey(parts[i], parts[i + 1]);
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
  }
  let best: string | undefined;
  let most = 1;
  for (const [key, count] of counts) {
    if (count > most || (count === most && best !== undefined && key < best)) {
      [best, most] = [key, count];
    }
  }
  return best?.split("\u0001") as [string, string] | undefined;
}

function joinPair(parts: string[], [a, b]: [string, string]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] === a && parts[i + 1] === b) {
      joined.push(a + b);
      i++;
    } else {
      joined.push(parts[i]);
    }
  }
  return joined;
}
