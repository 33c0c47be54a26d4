/**
 * What a judge and its candidate share: two pipes, the candidate's state, its output and the byte
 * that interrupts its Python. A new candidate worker gets a new seat, so one that was terminated in
 * the middle of something can reach nothing that is still used.
 */
import { Pipe } from "./pipe.ts";

const STATE = 0;
const EXIT = 1;
const STDOUT_BYTES = 2;
const STDOUT_LIMIT = 3;
const PEAK_KB = 4;
const MEMORY_MB = 5;
const HEADER = 64;

/** Output bytes that can be kept: what a stdio test compares. Pages that nobody writes cost nothing. */
export const MAX_STDOUT = 32 << 20;
/** `EXIT` of a program that has not ended by itself. */
const RUNNING = -1;

export const State = {
  /** Booting, or putting the memory back. */
  busy: 0,
  /** Ready for a program. */
  idle: 1,
  /** The judge has sent a program. */
  started: 2,
  /** The program is over. */
  ended: 3,
  /** The worker can run nothing more. */
  dead: 4,
} as const;
export type State = typeof State[keyof typeof State];

export interface SeatBuffers {
  control: SharedArrayBuffer;
  interrupt: SharedArrayBuffer;
  toCandidate: SharedArrayBuffer;
  toJudge: SharedArrayBuffer;
}

export class Seat {
  readonly buffers: SeatBuffers;
  readonly toCandidate: Pipe;
  readonly toJudge: Pipe;
  readonly #control: Int32Array<SharedArrayBuffer>;
  readonly #stdout: Uint8Array<SharedArrayBuffer>;
  readonly #interrupt: Uint8Array<SharedArrayBuffer>;

  constructor(buffers?: SeatBuffers) {
    this.toCandidate = new Pipe(buffers?.toCandidate);
    this.toJudge = new Pipe(buffers?.toJudge);
    this.buffers = buffers ?? {
      control: new SharedArrayBuffer(HEADER + MAX_STDOUT),
      interrupt: new SharedArrayBuffer(4),
      toCandidate: this.toCandidate.buffer,
      toJudge: this.toJudge.buffer,
    };
    this.#control = new Int32Array(this.buffers.control, 0, HEADER / 4);
    this.#stdout = new Uint8Array(this.buffers.control, HEADER);
    this.#interrupt = new Uint8Array(this.buffers.interrupt);
  }

  get state(): State {
    return Atomics.load(this.#control, STATE) as State;
  }

  set state(state: State) {
    Atomics.store(this.#control, STATE, state);
    Atomics.notify(this.#control, STATE);
  }

  /** Blocks while the state is one of `states`; the state then, or at the time-out. */
  waitWhile(states: readonly State[], timeoutMs = Infinity): State {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const state = this.state;
      const left = end - performance.now();
      if (!states.includes(state) || left <= 0) return state;
      Atomics.wait(this.#control, STATE, state, left);
    }
  }

  /** The judge's side: opens everything for a new program; the state that starts it is the judge's to set. */
  open(limits: { outputBytes: number; memoryMb: number }): void {
    const control = this.#control;
    control[EXIT] = RUNNING;
    control[STDOUT_BYTES] = 0;
    control[STDOUT_LIMIT] = Math.min(limits.outputBytes, MAX_STDOUT);
    control[PEAK_KB] = 0;
    control[MEMORY_MB] = limits.memoryMb;
    this.#interrupt[0] = 0;
    this.toCandidate.reset();
    this.toJudge.reset();
  }

  /** The candidate's side: it runs nothing more, and what it said before can still be read. */
  end(): void {
    this.state = State.dead;
    this.toCandidate.end();
    this.toJudge.end();
  }

  close(): void {
    this.toCandidate.close();
    this.toJudge.close();
  }

  /** Raises KeyboardInterrupt in the candidate's Python. */
  interrupt(): void {
    this.#interrupt[0] = 2;
  }

  clearInterrupt(): void {
    this.#interrupt[0] = 0;
  }

  get interruptBuffer(): Uint8Array {
    return this.#interrupt;
  }

  /** The status that the program left with, if it left by itself. */
  get exit(): number | undefined {
    const status = this.#control[EXIT];
    return status === RUNNING ? undefined : status;
  }

  set exit(status: number | undefined) {
    this.#control[EXIT] = status ?? RUNNING;
  }

  get memoryMb(): number {
    return this.#control[MEMORY_MB];
  }

  /** The size of the program's memory at its end. */
  get peakKb(): number {
    return this.#control[PEAK_KB];
  }

  set peakKb(size: number) {
    this.#control[PEAK_KB] = size;
  }

  /** Keeps what fits and counts the rest (up to 2 GiB). */
  print(bytes: Uint8Array): void {
    const control = this.#control;
    const written = control[STDOUT_BYTES];
    const room = control[STDOUT_LIMIT] - written;
    if (room > 0) this.#stdout.set(bytes.subarray(0, room), written);
    control[STDOUT_BYTES] = Math.min(written + bytes.length, 0x7fffffff);
  }

  get stdoutBytes(): number {
    return this.#control[STDOUT_BYTES];
  }

  /** A copy of the output that was kept. */
  get output(): Uint8Array {
    const length = Math.max(0, Math.min(this.#control[STDOUT_BYTES], this.#control[STDOUT_LIMIT]));
    return this.#stdout.slice(0, Math.min(length, MAX_STDOUT));
  }
}
