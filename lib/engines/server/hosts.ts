/**
 * The addresses at which one model is served. A request goes to the least busy; an address that cannot
 * be reached, or that says 5xx or 429, rests for a while and the request goes to the next one.
 */

/** How long an address that failed gets nothing, where another one is left. */
const restMs = 10_000;

/** Spreads the requests of one model over `addresses`. */
export class Hosts {
  readonly #hosts: { address: string; busy: number; restsUntil: number }[];

  constructor(addresses: readonly string[]) {
    this.#hosts = addresses.map((address) => ({ address, busy: 0, restsUntil: 0 }));
  }

  /** What `work` gives at the least busy address, or at another one where that fails; its last error. */
  async use<T>(work: (address: string) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const left = new Set(this.#hosts);
    for (;;) {
      const now = performance.now();
      const rest = (host: { restsUntil: number }) => Math.max(0, host.restsUntil - now);
      const [host] = [...left].sort((a, b) => rest(a) - rest(b) || a.busy - b.busy);
      left.delete(host);
      host.busy++;
      try {
        const result = await work(host.address);
        host.restsUntil = 0;
        return result;
      } catch (error) {
        if (signal?.aborted || !failed(error)) throw error;
        host.restsUntil = performance.now() + restMs;
        if (!left.size) throw error;
      } finally {
        host.busy--;
      }
    }
  }
}

/** Whether another address may do better: not for a request that is itself refused. */
function failed(error: unknown): boolean {
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  return typeof status === "number" ? status >= 500 || status === 429 : error instanceof TypeError;
}
