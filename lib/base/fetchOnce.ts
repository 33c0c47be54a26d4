const underWay = new Map<string, Promise<void>>();

/** Fetches `path` once, however often it is asked for at the same time. */
export function fetchOnce(path: string, fetch: () => Promise<void>): Promise<void> {
  let running = underWay.get(path);
  if (!running) {
    running = fetch().finally(() => underWay.delete(path));
    underWay.set(path, running);
  }
  return running;
}
