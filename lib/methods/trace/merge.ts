/**
 * Runs many generators at a time and yields what they yield as it comes.
 *
 * @param width How many run at a time.
 *
 * @example
 * ```ts
 * import { merge } from "tracelab/methods";
 * async function* one(n: number) { yield n; }
 * const seen = [];
 * for await (const n of merge([1, 2, 3].map((n) => () => one(n)), 2)) seen.push(n);
 * seen.length; // 3
 * ```
 */
export async function* merge<T>(
  sources: Iterable<() => AsyncGenerator<T, unknown>>,
  width: number,
): AsyncGenerator<T> {
  if (!(width >= 1)) throw new RangeError(`'width' must be at least 1: ${width}`);
  const waiting = sources[Symbol.iterator]();
  type Turn = { from: AsyncGenerator<T, unknown>; result: IteratorResult<T, unknown> };
  const turns = new Map<AsyncGenerator<T, unknown>, Promise<Turn>>();
  const advance = (from: AsyncGenerator<T, unknown>) =>
    turns.set(from, from.next().then((result) => ({ from, result })));
  const start = () => {
    const { value, done } = waiting.next();
    if (!done) advance(value());
  };
  for (let i = 0; i < width; i++) start();
  try {
    while (turns.size) {
      const { from, result } = await Promise.race(turns.values());
      turns.delete(from);
      if (result.done) {
        start();
        continue;
      }
      advance(from);
      yield result.value;
    }
  } finally {
    await Promise.allSettled([...turns.keys()].map((from) => from.return(undefined)));
  }
}
