/** Bytes that arrive in pieces and are taken in other pieces, without copying the rest each time. */
import { Buffer } from "node:buffer";

export class ByteQueue {
  #chunks: Buffer[] = [];
  /** Bytes waiting. */
  length = 0;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.length += chunk.length;
  }

  /** The first `size` bytes, which stay in the queue; undefined while there are fewer. */
  peek(size: number): Buffer | undefined {
    if (this.length < size) return undefined;
    if (this.#chunks[0].length < size) {
      // A frame header is at most nine bytes, so only a few small pieces are ever joined here.
      const joined: Buffer[] = [];
      let bytes = 0;
      while (bytes < size) {
        const chunk = this.#chunks.shift()!;
        joined.push(chunk);
        bytes += chunk.length;
      }
      this.#chunks.unshift(Buffer.concat(joined));
    }
    return this.#chunks[0].subarray(0, size);
  }

  /** Removes and returns the first `size` bytes, which must be there. */
  take(size: number): Buffer {
    if (this.length < size) throw new RangeError(`${size} bytes asked, ${this.length} there`);
    const taken: Buffer[] = [];
    let missing = size;
    while (missing > 0) {
      const chunk = this.#chunks[0];
      if (chunk.length <= missing) {
        taken.push(this.#chunks.shift()!);
        missing -= chunk.length;
      } else {
        taken.push(chunk.subarray(0, missing));
        this.#chunks[0] = chunk.subarray(missing);
        missing = 0;
      }
    }
    this.length -= size;
    return taken.length === 1 ? taken[0] : Buffer.concat(taken);
  }
}
