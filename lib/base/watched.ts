/**
 * Long work that somebody may watch: where a screen is set (in a notebook's kernel), streams count what
 * passes, and what is waited for can be interrupted; without one they are as they were.
 */
import { Interrupted } from "./interrupted.ts";

/** Work that goes on. */
export interface Watched {
  /** What is done, in a word or two: a run's name, a model's URI, `judging`. */
  readonly label: string;
  /** What is counted: attempts, programs, steps. */
  readonly unit: string;
  /** How many there will be, where that is known. */
  total?: number;
  done: number;
  /** In dollars. */
  cost: number;
  failed: number;
  /** When it began, as `performance.now()` has it. */
  readonly since: number;
}

/** What an item of the work adds. */
export interface Step {
  cost?: number;
  failed?: boolean;
  total?: number;
}

/** Is told of work that begins; gives back what is called when it ends. */
export type Screen = (work: Watched) => () => void | Promise<void>;

let screen: Screen | undefined;

/** What ends the waits that go on. */
const waits = new Set<(reason: Interrupted) => void>();

/** Sets who watches; returns who did before. */
export function watchOn(next: Screen | undefined): Screen | undefined {
  const before = screen;
  screen = next;
  return before;
}

/**
 * A stream that is counted while it passes.
 *
 * @param of what an item costs, and whether it failed.
 *
 * @example
 * ```ts
 * import { watched, watchOn } from "./watched.ts";
 * const lines: string[] = [];
 * watchOn((work) => () => void lines.push(`${work.label}: ${work.done} of ${work.total} ${work.unit}`));
 * async function* numbers() {
 *   yield* [1, 2, 3];
 * }
 * for await (const _ of watched(numbers(), { label: "own", unit: "numbers", total: 3 })) continue;
 * watchOn(undefined);
 * lines; // ["own: 3 of 3 numbers"]
 * ```
 */
export function watched<T>(
  items: AsyncIterable<T>,
  about: Pick<Watched, "label" | "unit" | "total">,
  of: (item: T) => Step = () => ({}),
): AsyncIterable<T> {
  return screen ? counted(items, about, of) : items;
}

async function* counted<T>(
  items: AsyncIterable<T>,
  about: Pick<Watched, "label" | "unit" | "total">,
  of: (item: T) => Step,
): AsyncGenerator<T> {
  const work = watchWork(about);
  const iterator = items[Symbol.asyncIterator]();
  let why: unknown;
  try {
    while (true) {
      const { value, done } = await untilInterrupted(iterator.next());
      if (done) return;
      work.step(of(value));
      yield value;
    }
  } catch (error) {
    why = error;
    throw error;
  } finally {
    await work.end();
    await freed(() => iterator.return?.(), why);
  }
}

/**
 * Waits, and rejects with {@linkcode Interrupted} where somebody interrupts meanwhile. The work itself
 * is not stopped: whoever waits for it frees it.
 *
 * @example
 * ```ts
 * import { untilInterrupted } from "./watched.ts";
 * await untilInterrupted(Promise.resolve(1)); // 1
 * ```
 */
export function untilInterrupted<T>(work: Promise<T>): Promise<T> {
  if (!screen) return work;
  return new Promise((resolve, reject) => {
    waits.add(reject);
    work.then(resolve, reject).finally(() => waits.delete(reject));
  });
}

/** Frees a stream, and waits for that, unless it was interrupted: it ends when it is where it can. */
export async function freed(end: () => Promise<unknown> | undefined, why: unknown): Promise<void> {
  const ended = end();
  if (why instanceof Interrupted) ended?.catch(() => {});
  else await ended;
}

/**
 * Ends every wait for long work; returns how many there were.
 *
 * @example
 * ```ts
 * import { interruptWork } from "./watched.ts";
 * interruptWork(); // 0: nobody waits
 * ```
 */
export function interruptWork(): number {
  const ended = [...waits];
  waits.clear();
  for (const end of ended) end(new Interrupted());
  return ended.length;
}

/**
 * Work that is no stream: `step` counts one more, `end` must follow.
 *
 * @example
 * ```ts
 * import { watchWork } from "./watched.ts";
 * const work = watchWork({ label: "own", unit: "steps" });
 * work.step({ total: 3 });
 * await work.end();
 * ```
 */
export function watchWork(
  about: Pick<Watched, "label" | "unit" | "total">,
): { step(step: Step): void; end(): void | Promise<void> } {
  const work: Watched = { ...about, done: 0, cost: 0, failed: 0, since: performance.now() };
  const end = screen?.(work) ?? (() => {});
  return {
    step({ cost = 0, failed, total }) {
      work.done++;
      work.cost += cost;
      if (failed) work.failed++;
      if (total !== undefined) work.total = total;
    },
    end,
  };
}

/** How many there are, where that can be seen. */
export const lengthOf = (items: unknown): number | undefined =>
  Array.isArray(items) ? items.length : undefined;
