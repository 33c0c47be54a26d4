/** Work on a stream of items, several at a time, in the order in which it is finished. */

export interface PumpOptions {
  /** Items worked on at a time. */
  ahead: number;
  /** Take no new items; those begun are finished. */
  stopped?: () => boolean;
  /** Stops it too, even while it waits for the source. */
  signal?: AbortSignal;
}

/**
 * Applies `work` to items as they come; where it rejects, no new items are taken. The source is read
 * no further than the consumer and the work in progress ask for, and may itself wait for results.
 */
export async function* pump<T, U>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => U | Promise<U>,
  { ahead, stopped = () => false, signal }: PumpOptions,
): AsyncGenerator<U> {
  const finished: U[] = [];
  let running = 0, wake = () => {};
  const source = Symbol.asyncIterator in items
    ? items[Symbol.asyncIterator]()
    : items[Symbol.iterator]();
  let coming: Promise<void> | undefined;
  let came: IteratorResult<T> | undefined;
  let failure: { error: unknown } | undefined;

  const take = () => {
    const next = source.next();
    if (!(next instanceof Promise)) return came = next;
    coming = next.then((result) => {
      came = result;
    }, (error) => {
      failure ??= { error };
    }).finally(() => {
      coming = undefined;
      wake();
    });
  };

  const aborted = () => wake();
  signal?.addEventListener("abort", aborted);
  let done = false;
  try {
    while (true) {
      while (finished.length) yield finished.shift()!;
      if (failure) done = true;
      if (stopped() || signal?.aborted) done = true;
      if (came) {
        const { value, done: last } = came;
        came = undefined;
        if (last) {
          done = true;
        } else {
          const result = work(value);
          if (!(result instanceof Promise)) {
            yield result;
            continue;
          }
          running++;
          result.then((each) => {
            finished.push(each);
          }, (error) => {
            failure ??= { error };
          }).finally(() => {
            running--;
            wake();
          });
        }
      }
      if (!done && !coming && running < ahead) {
        take();
        if (came) continue;
      }
      if (finished.length) continue;
      if (running === 0 && (done || !coming)) break;
      await new Promise<void>((resolve) => wake = resolve);
    }
    if (failure) throw failure.error;
  } finally {
    signal?.removeEventListener("abort", aborted);
    // Not awaited: a source that waits for a reply would never come back.
    Promise.resolve(source.return?.()).catch(() => {});
  }
}
