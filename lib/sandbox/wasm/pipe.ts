/**
 * A byte pipe between two workers: both ends block (`Atomics.wait`), so that synchronous Python on
 * one side can ask synchronous Python on the other. One chunk is in flight at a time.
 */

const STATE = 0;
const LENGTH = 1;
const OFFSET = 2;
const HEADER = 16;
const CHUNK = 1 << 16;

const EMPTY = 0;
const FULL = 1;
const CLOSED = 2;

// Taken now: in the candidate's worker a program that reached JavaScript could replace them later.
const { wait, load, store, notify, compareExchange } = Atomics;

export class Pipe {
  readonly buffer: SharedArrayBuffer;
  readonly #control: Int32Array<SharedArrayBuffer>;
  readonly #bytes: Uint8Array<SharedArrayBuffer>;

  constructor(buffer = new SharedArrayBuffer(HEADER + CHUNK)) {
    this.buffer = buffer;
    this.#control = new Int32Array(buffer, 0, HEADER / 4);
    this.#bytes = new Uint8Array(buffer, HEADER);
  }

  /** Blocks until a byte is there: the number of bytes read, 0 at the end, -1 after `timeoutMs`. */
  read(target: Uint8Array, offset: number, length: number, timeoutMs?: number): number {
    const state = this.#until(FULL, timeoutMs);
    if (state !== FULL) return state === CLOSED ? 0 : -1;
    const control = this.#control;
    const start = control[OFFSET];
    const size = Math.min(length, control[LENGTH] - start, CHUNK - start);
    if (!(start >= 0 && size > 0)) return 0;
    target.set(this.#bytes.subarray(start, start + size), offset);
    control[OFFSET] = start + size;
    if (start + size >= control[LENGTH]) {
      compareExchange(control, STATE, FULL, EMPTY);
      notify(control, STATE);
    }
    return size;
  }

  /** Blocks until the chunk before is taken: the number of bytes written, 0 when the pipe is closed, -1 after `timeoutMs`. */
  write(source: Uint8Array, offset: number, length: number, timeoutMs?: number): number {
    const state = this.#until(EMPTY, timeoutMs);
    if (state !== EMPTY) return state === CLOSED ? 0 : -1;
    const control = this.#control;
    const size = Math.min(length, CHUNK);
    this.#bytes.set(source.subarray(offset, offset + size));
    control[LENGTH] = size;
    control[OFFSET] = 0;
    compareExchange(control, STATE, EMPTY, FULL);
    notify(control, STATE);
    return size;
  }

  /** Both ends see the end, also one that waits now. */
  close(): void {
    store(this.#control, STATE, CLOSED);
    notify(this.#control, STATE);
  }

  /** Opens the pipe again; only while nobody uses it. */
  reset(): void {
    store(this.#control, STATE, EMPTY);
  }

  #until(wanted: number, timeoutMs = Infinity): number {
    const control = this.#control;
    const end = timeoutMs === Infinity ? Infinity : performance.now() + timeoutMs;
    for (;;) {
      const state = load(control, STATE);
      if (state === wanted || state === CLOSED) return state;
      const left = end === Infinity ? Infinity : end - performance.now();
      if (left <= 0) return state;
      wait(control, STATE, state, left);
    }
  }
}
