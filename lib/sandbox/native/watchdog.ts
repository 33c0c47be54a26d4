/** Time that is left after the deadline for an answer that has arrived while this process was busy. */
const GRACE_MS = 1000;

/** A longer timer would end at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Keeps the time of a judge from outside of it: one that is busy in C (hashing, comparing, parsing what
 * a program sent) sees neither its own clock nor a signal.
 *
 * @example
 * ```ts
 * import { Watchdog } from "./watchdog.ts";
 * const dog = new Watchdog(() => console.log("late"));
 * dog.watch(30); // late after 30 s, unless it is told again
 * dog.watch(undefined); // nothing is awaited
 * ```
 */
export class Watchdog {
  readonly #late: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(late: () => void) {
    this.#late = late;
  }

  /** From now on: `late` is called after so many seconds; undefined: nothing is awaited. */
  watch(seconds: number | undefined): void {
    clearTimeout(this.#timer);
    if (seconds === undefined) return;
    this.#timer = setTimeout(() => {
      // Timers come before input: a busy event loop is not the judge's fault.
      this.#timer = setTimeout(this.#late, GRACE_MS);
    }, Math.min(seconds * 1000, LONGEST_MS));
  }
}
