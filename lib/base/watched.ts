/**
 * Long work that somebody may watch: where a screen is set (in a notebook's kernel), streams count what
 * passes; without one they are as they were.
 */

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
  try {
    for await (const item of items) {
      work.step(of(item));
      yield item;
    }
  } finally {
    await work.end();
  }
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
