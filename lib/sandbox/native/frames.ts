const decoder = new TextDecoder();

/** Bytes of the largest message: a verdict with its trace is far below. */
const MAX_SIZE = 64 << 20;

/** Cuts a byte stream into messages: frames whose text is JSON. Throws on anything else. */
export class Frames {
  #chunks: Uint8Array[] = [];
  #size = 0;

  *push(chunk: Uint8Array): Generator<unknown> {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    while (this.#size >= 4) {
      const length = new DataView(this.#peek(4).buffer).getUint32(0, true);
      if (length > MAX_SIZE) throw new RangeError(`a message of ${length} bytes`);
      if (this.#size < 4 + length) return;
      const data = this.#peek(4 + length);
      this.#drop(4 + length);
      yield JSON.parse(decoder.decode(data.subarray(4)));
    }
  }
  #peek(size: number): Uint8Array {
    const result = new Uint8Array(size);
    let filled = 0;
    for (const chunk of this.#chunks) {
      const part = chunk.subarray(0, size - filled);
      result.set(part, filled);
      filled += part.length;
      if (filled === size) break;
    }
    return result;
  }

  #drop(size: number) {
    this.#size -= size;
    while (size > 0) {
      const first = this.#chunks[0];
      if (first.length > size) {
        this.#chunks[0] = first.subarray(size);
        return;
      }
      size -= first.length;
      this.#chunks.shift();
    }
  }
}
