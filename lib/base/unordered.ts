/**
 * Maps a stream with at most `limit` calls at a time; results come in the order in which they are
 * ready, also while the source is still slow to give the next item.
 *
 * The source is asked for no more than `limit` items ahead of what the reader has taken.
 */
export async function* unordered<T, R>(
  source: Iterable<T> | AsyncIterable<T>,
  limit: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const iterator = Symbol.asyncIterator in source
    ? source[Symbol.asyncIterator]()
    : source[Symbol.iterator]();
  const results: R[] = [];
  let failure: { error: unknown } | undefined;
  let inFlight = 0;
  let ended = false;
  let wake = () => {};
  const changed = () => new Promise<void>((resolve) => wake = resolve);

  const perform = async (item: T) => {
    try {
      results.push(await work(item));
    } catch (error) {
      failure ??= { error };
    }
    inFlight--;
    wake();
  };
  let pulling: Promise<void> | undefined;
  const pull = async () => {
    while (!ended && !failure && inFlight + results.length < limit) {
      const { done, value } = await iterator.next();
      if (done) ended = true;
      else {
        inFlight++;
        void perform(value);
      }
    }
  };

  try {
    while (true) {
      if (!ended && inFlight + results.length < limit) {
        pulling ??= pull().catch((error) => {
          failure ??= { error };
        }).finally(() => {
          pulling = undefined;
          wake();
        });
      }
      if (failure) throw failure.error;
      if (results.length) {
        yield results.shift()!;
        continue;
      }
      if (ended && inFlight === 0) return;
      await changed();
    }
  } finally {
    if (!ended) {
      ended = true;
      await iterator.return?.();
    }
  }
}
