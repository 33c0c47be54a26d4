/**
 * The rows of the smallest hashes, however many come. They are held as bytes in chunks that are used again:
 * as objects, thousands of them that come and go let V8's heap grow to several times of what is alive.
 */
import type { ResearchRow } from "./researchRow.ts";

const chunk = 1 << 22;
const encoder = new TextEncoder(), decoder = new TextDecoder();

interface Held {
  hash: number;
  at: number;
  length: number;
}

export class BottomRows {
  #held: Held[] = [];
  #bound = Infinity;
  readonly #chunks: Uint8Array[] = [];
  #end = 0;

  constructor(readonly size: number) {}

  /** Whether a row of this hash would be held. */
  wants(hash: number): boolean {
    return hash < this.#bound;
  }

  add(hash: number, row: ResearchRow): void {
    // JSON leaves out keys of undefined values.
    const bytes = encoder.encode(JSON.stringify([Object.keys(row), row]));
    this.#held.push({ hash, at: this.#end, length: bytes.length });
    this.#write(bytes);
    if (this.#held.length >= 1.125 * this.size + 100) this.#cut();
  }

  get rows(): ResearchRow[] {
    this.#cut();
    return this.#held.map(({ at, length }) => {
      const [keys, values] = JSON.parse(decoder.decode(this.#read(at, length)));
      return Object.fromEntries((keys as string[]).map((key) => [key, values[key]])) as ResearchRow;
    });
  }

  #cut(): void {
    this.#held.sort((a, b) => a.hash - b.hash);
    this.#held.length = Math.min(this.#held.length, this.size);
    if (this.#held.length === this.size) this.#bound = this.#held.at(-1)!.hash;
    // What is left moves together, from the front: to where it was, or before.
    this.#end = 0;
    for (const held of this.#held.toSorted((a, b) => a.at - b.at)) {
      const bytes = this.#read(held.at, held.length);
      held.at = this.#end;
      this.#write(bytes);
    }
  }

  #write(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length;) {
      const into = this.#chunks[Math.floor(this.#end / chunk)] ??= new Uint8Array(chunk);
      const at = this.#end % chunk, to = Math.min(bytes.length, from + chunk - at);
      into.set(bytes.subarray(from, to), at);
      this.#end += to - from;
      from = to;
    }
  }

  #read(at: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let from = 0; from < length;) {
      const start = (at + from) % chunk, to = Math.min(length, from + chunk - start);
      bytes.set(
        this.#chunks[Math.floor((at + from) / chunk)].subarray(start, start + to - from),
        from,
      );
      from = to;
    }
    return bytes;
  }
}
