/** Many equal time-outs on one timer: a timer of its own for each call would cost as much as its JSON. */

/** A timer set for longer runs at once. */
const longestTimerMs = 2 ** 31 - 1;

interface Deadline {
  at: number;
  late(): void;
  met: boolean;
}

/**
 * Time-outs of one length.
 *
 * @example
 * ```ts ignore
 * const deadlines = new Deadlines(120_000);
 * const met = deadlines.begin(() => controller.abort());
 * met(); // in time
 * ```
 */
export class Deadlines {
  readonly ms: number;
  /** The oldest first: all have the same length. */
  readonly #open: Deadline[] = [];
  #running = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ms: number) {
    this.ms = ms;
  }

  /** Calls `late` when the time is over, unless what this returns was called before. */
  begin(late: () => void): () => void {
    const deadline = { at: performance.now() + this.ms, late, met: false };
    this.#open.push(deadline);
    this.#running++;
    if (this.#timer === undefined) this.#wait(this.ms);
    return () => {
      if (deadline.met) return;
      deadline.met = true;
      this.#running--;
      while (this.#open[0]?.met) this.#open.shift();
      if (this.#running === 0) this.#stop(); // a timer would keep the process alive
    };
  }

  #wait(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const now = performance.now();
      while (this.#open.length && (this.#open[0].met || this.#open[0].at <= now)) {
        const deadline = this.#open.shift()!;
        if (deadline.met) continue;
        deadline.met = true;
        this.#running--;
        deadline.late();
      }
      if (this.#open.length) this.#wait(this.#open[0].at - now);
    }, Math.min(Math.max(1, ms), longestTimerMs));
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
