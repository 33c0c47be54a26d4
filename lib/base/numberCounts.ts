/**
 * How often each of many numbers came, in 12 bytes a place: a table of its own (open addressing), since a
 * `Map` takes five times that and twice as much again while it grows. For hashes of millions of rows.
 */
export class NumberCounts {
  #keys = new Float64Array(64).fill(-1);
  #counts = new Uint32Array(64);
  #size = 0;

  /** How many different numbers there are. */
  get size(): number {
    return this.#size;
  }

  /**
   * Counts one of `key`; gives how many there are now.
   *
   * @param key An integer from 0, as of `hash53`.
   */
  add(key: number): number {
    if (2 * this.#size >= this.#keys.length) this.#grow();
    const place = placeOf(this.#keys, key);
    if (this.#keys[place] < 0) {
      this.#keys[place] = key;
      this.#size++;
    }
    return ++this.#counts[place];
  }

  has(key: number): boolean {
    return this.#keys[placeOf(this.#keys, key)] === key;
  }

  /** Each number with its count, in no order. */
  *[Symbol.iterator](): Generator<[key: number, count: number]> {
    for (const [place, key] of this.#keys.entries()) {
      if (key >= 0) yield [key, this.#counts[place]];
    }
  }

  #grow() {
    const [keys, counts] = [this.#keys, this.#counts];
    this.#keys = new Float64Array(2 * keys.length).fill(-1);
    this.#counts = new Uint32Array(2 * keys.length);
    for (const [from, key] of keys.entries()) {
      if (key < 0) continue;
      const place = placeOf(this.#keys, key);
      this.#keys[place] = key;
      this.#counts[place] = counts[from];
    }
  }
}

/** Where a key is, or would be. */
function placeOf(keys: Float64Array, key: number): number {
  let place = key % keys.length;
  while (keys[place] >= 0 && keys[place] !== key) place = (place + 1) % keys.length;
  return place;
}
