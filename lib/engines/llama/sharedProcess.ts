/**
 * Engines of one program that ask for the same thing (weights, adapter, sizes) ask one process: the
 * weights are in memory once, and what coder and helper ask at a time is computed together. It is
 * started at the first call, started again where it ended, and closed by the last who leaves.
 */
import type { LlamaProcess } from "./llamaProcess.ts";

const shared = new Map<string, SharedProcess>();

export class SharedProcess {
  readonly #key: string;
  #users = 0;
  #process: Promise<LlamaProcess> | undefined;

  private constructor(key: string) {
    this.#key = key;
  }

  /** The process of `key`, with one user more. */
  static join(key: string): SharedProcess {
    const found = shared.get(key) ?? new SharedProcess(key);
    shared.set(key, found);
    found.#users++;
    return found;
  }

  /** What runs, or what `start` starts; a start that failed is told to all who wait for it, and forgotten. */
  async started(start: () => Promise<LlamaProcess>): Promise<LlamaProcess> {
    const current = this.#process;
    if (current && !(await current).gone) return current;
    if (this.#process !== current) return await this.started(start); // somebody else was first
    const starting = this.#process = start();
    starting.catch(() => {
      if (this.#process === starting) this.#process = undefined;
    });
    return await starting;
  }

  /** The number of the process, where one runs. */
  async pid(): Promise<number | undefined> {
    return (await this.#process)?.pid;
  }

  /** One user less; the last one ends the process. */
  async leave(): Promise<void> {
    if (--this.#users > 0) return;
    shared.delete(this.#key);
    await (await this.#process?.catch(() => undefined))?.close(); // who asked was told
  }
}
