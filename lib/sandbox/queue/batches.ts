/**
 * Programs of one job. A job is some eight commands of Redis and 1.3 ms of three processes; short programs
 * go together, so that each pays a part of it, and long ones alone, so that no lane waits for another's.
 */

/** Programs, and characters of them, in a job at most. */
const MOST = 32;
const MOST_CHARACTERS = 1 << 20;
/** Milliseconds of judging in a job. */
const WORTH = 1000;
/** Of one program, as long as none is known. */
const FIRST = 25;
/** Of the jobs that wait, so many at least: work for every lane. */
const SHARES = 32;

/** What a program is expected to take, from those before it. */
export class Pace {
  #mean = FIRST;

  /** @param wallMs of a program that was judged. */
  add(wallMs: number): void {
    this.#mean += (wallMs - this.#mean) / 16;
  }

  /** Programs in a job, where `waiting` of them are asked for at a time. */
  size(waiting: number): number {
    const worth = Math.round(WORTH / Math.max(this.#mean, 1));
    return Math.max(1, Math.min(MOST, worth, Math.floor(waiting / SHARES)));
  }
}

/** Pieces of at most `size` items and a million characters; what is longer goes alone. */
export function batched<T>(items: T[], size: number, length: (item: T) => number): T[][] {
  const batches: T[][] = [];
  let room = 0;
  for (const item of items) {
    const its = length(item), last = batches.at(-1);
    if (last && last.length < size && its <= room) {
      last.push(item);
      room -= its;
    } else {
      batches.push([item]);
      room = MOST_CHARACTERS - its;
    }
  }
  return batches;
}
