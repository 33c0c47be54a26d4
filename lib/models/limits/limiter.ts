/**
 * Lets calls through no faster than a server takes them: so many at a time, so many requests and
 * tokens a minute, and a pause with half the concurrency whenever the server says "too many".
 */

export interface LimiterOptions {
  /** Calls at a time. */
  concurrency: number;
  /** Requests a minute. */
  rpm?: number;
  /** Tokens a minute. */
  tpm?: number;
  /** The length of a minute in milliseconds, for tests. @default {60000} */
  minuteMs?: number;
}

/** A place among the calls in flight. */
export interface Slot {
  /** Corrects the estimate of the call's tokens. */
  used(tokens: number): void;
  /** Frees the place. */
  leave(): void;
}

interface Waiter {
  tokens: number;
  enter: (slot: Slot) => void;
}

export class Limiter {
  readonly #most: number;
  readonly #rpm: number;
  readonly #tpm: number;
  readonly #minute: number;
  readonly #queue: Waiter[] = [];
  /** Calls of the last minute, oldest first. */
  readonly #recent: { at: number; tokens: number }[] = [];
  #recentTokens = 0;
  #running = 0;
  #now: number;
  #pausedUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ concurrency, rpm = Infinity, tpm = Infinity, minuteMs = 60_000 }: LimiterOptions) {
    for (const [name, value] of Object.entries({ concurrency, rpm, tpm })) {
      if (!(value >= 1)) throw new RangeError(`'${name}' must be 1 or more: ${value}`);
    }
    this.#most = this.#now = concurrency;
    this.#rpm = rpm;
    this.#tpm = tpm;
    this.#minute = minuteMs;
  }

  /** The calls at a time that the server bears, as far as is known. */
  get concurrency(): number {
    return Math.max(1, Math.floor(this.#now));
  }

  /** Waits for a place, in the order of asking. */
  enter(tokens: number, signal?: AbortSignal): Promise<Slot> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        tokens,
        enter(slot) {
          signal?.removeEventListener("abort", give);
          resolve(slot);
        },
      };
      const give = () => {
        this.#queue.splice(this.#queue.indexOf(waiter), 1);
        reject(signal!.reason);
      };
      signal?.addEventListener("abort", give, { once: true });
      this.#queue.push(waiter);
      this.#admit();
    });
  }

  /** The server refused a call: half the concurrency, and nothing new for `waitMs`. */
  slower(waitMs: number): void {
    const now = Date.now();
    // Calls in flight together are refused together: that is one signal, not many.
    if (now >= this.#pausedUntil) this.#now = Math.max(1, this.#now / 2);
    this.#pausedUntil = Math.max(this.#pausedUntil, now + waitMs);
  }

  /** The server answered a call: a little more concurrency, one more after as many as run at a time. */
  faster(): void {
    this.#now = Math.min(this.#most, this.#now + 1 / this.#now);
  }

  #admit(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#queue.length && this.#running < this.concurrency) {
      const now = Date.now();
      const wait = this.#waitMs(now, this.#queue[0].tokens);
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#admit(), wait);
        return;
      }
      const waiter = this.#queue.shift()!;
      this.#running++;
      waiter.enter(this.#slot(now, waiter.tokens));
    }
  }

  #slot(at: number, tokens: number): Slot {
    const counted = { at, tokens };
    const limited = this.#rpm < Infinity || this.#tpm < Infinity;
    if (limited) {
      this.#recent.push(counted);
      this.#recentTokens += tokens;
    }
    let left = false;
    return {
      used: (real) => {
        if (this.#recent.includes(counted)) this.#recentTokens += real - counted.tokens;
        counted.tokens = real;
      },
      leave: () => {
        if (left) return;
        left = true;
        this.#running--;
        this.#admit();
      },
    };
  }

  /** Milliseconds until the next call fits the pause and the minute. */
  #waitMs(now: number, tokens: number): number {
    while (this.#recent.length && this.#recent[0].at <= now - this.#minute) {
      this.#recentTokens -= this.#recent.shift()!.tokens;
    }
    let wait = this.#pausedUntil - now;
    const untilGone = (index: number) => this.#recent[index].at + this.#minute - now;
    // A server that bears fewer calls at a time bears fewer a minute, too.
    const share = this.#now / this.#most;
    const excess = this.#recent.length + 1 - Math.max(1, this.#rpm * share);
    if (excess > 0) wait = Math.max(wait, untilGone(Math.ceil(excess) - 1));
    let over = this.#recentTokens + tokens - this.#tpm * share;
    // A call larger than the limit goes alone: waiting would not make it fit.
    for (let i = 0; over > 0 && i < this.#recent.length; i++) {
      wait = Math.max(wait, untilGone(i));
      over -= this.#recent[i].tokens;
    }
    return wait;
  }
}
