/** Sequences, and how they are laid into the parts of the engine's memory. */
import { control, type PartMemory, PARTS, type Plan } from "./memory.ts";
import { partWord } from "./operations.ts";

/** A sequence to learn from or to score. */
export interface Sequence {
  tokens: ArrayLike<number>;
  /** Index of the first token that is predicted: the prompt's length. @default {1} */
  from?: number;
  /** Weight of each predicted token, or one for all. @default {one over the batch's predicted tokens} */
  weights?: number | ArrayLike<number>;
}

/** Where a sequence's predicted tokens are: rows `first` to `last` of one part. */
export interface Place {
  part: number;
  first: number;
  last: number;
}

export const firstPredicted = (sequence: Sequence) => Math.max(1, sequence.from ?? 1);

/** Number of tokens of a sequence that are predicted. */
export function predictedTokens(sequence: Sequence): number {
  return Math.max(0, sequence.tokens.length - firstPredicted(sequence));
}

/** Checks one sequence's tokens; `name` is used in the error. */
export function checkTokens(
  tokens: ArrayLike<number>,
  name: string,
  context: number,
  vocabulary: number,
): void {
  if (tokens.length === 0) throw new RangeError(`${name} is empty`);
  if (tokens.length > context) {
    throw new RangeError(`${name} has ${tokens.length} tokens: the context is ${context}`);
  }
  for (let i = 0; i < tokens.length; i++) {
    if (!(Number.isInteger(tokens[i]) && tokens[i] >= 0 && tokens[i] < vocabulary)) {
      throw new RangeError(`${name}, token ${i}: ${tokens[i]} is not in the vocabulary`);
    }
  }
}

/** Cuts a list into runs that fit in the engine together. */
export function* chunks<T>(
  items: readonly T[],
  tokens: (item: T) => number,
  mostTokens: number,
  mostItems: number,
): Generator<T[]> {
  let run: T[] = [], sum = 0;
  for (const item of items) {
    if (run.length && (sum + tokens(item) > mostTokens || run.length === mostItems)) {
      yield run;
      [run, sum] = [[], 0];
    }
    run.push(item);
    sum += tokens(item);
  }
  if (run.length) yield run;
}

/** Fills the parts' blocks with sequences, each in the part that has the fewest tokens so far. */
export class BatchWriter {
  readonly tokens = new Array(PARTS).fill(0);
  readonly sequences = new Array(PARTS).fill(0);
  readonly rows = new Array(PARTS).fill(0);
  readonly slots = new Array(PARTS).fill(0);

  constructor(private readonly words: Int32Array, readonly plan: Plan) {}

  memory(part: number): PartMemory {
    return this.plan.parts[part];
  }

  lightest(): number {
    let best = 0;
    for (let part = 1; part < PARTS; part++) {
      if (this.tokens[part] < this.tokens[best]) best = part;
    }
    return best;
  }

  /** Lays `tokens` at the end of a part; returns the row of its first token. */
  append(part: number, tokens: ArrayLike<number>, count: number): number {
    const { words } = this, m = this.memory(part), start = this.tokens[part];
    if (start + count > this.plan.partTokens) {
      throw new RangeError(
        `batch too large: a quarter of it has over ${this.plan.partTokens} tokens`,
      );
    }
    for (let i = 0; i < count; i++) {
      words[m.tokens / 4 + start + i] = tokens[i];
      words[m.positions / 4 + start + i] = i;
    }
    words[m.offsets / 4 + this.sequences[part]] = start;
    this.tokens[part] += count;
    this.sequences[part]++;
    words[m.offsets / 4 + this.sequences[part]] = this.tokens[part];
    return start;
  }

  /** Lays a sequence and the rows whose next tokens are predicted. */
  sequence(sequence: Sequence): Place {
    const part = this.lightest(), m = this.memory(part), { tokens } = sequence;
    const start = this.append(part, tokens, tokens.length - 1);
    const first = this.rows[part];
    for (let i = firstPredicted(sequence); i < tokens.length; i++) {
      const row = this.rows[part]++;
      this.words[m.rows / 4 + row] = start + i - 1;
      this.words[m.targets / 4 + row] = tokens[i];
    }
    return { part, first, last: this.rows[part] };
  }

  /** Tells the threads how much lies in each part. */
  finish(): void {
    for (let part = 0; part < PARTS; part++) {
      const at = this.plan.control / 4 + control.part + part * control.partSize;
      this.words[at + partWord.tokens] = this.tokens[part];
      this.words[at + partWord.sequences] = this.sequences[part];
      this.words[at + partWord.rows] = this.rows[part];
      this.words[at + partWord.slots] = this.slots[part];
    }
  }
}
