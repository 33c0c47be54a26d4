/** A test set that is opened once. */
import type { Task } from "../../tasks/mod.ts";

/** Tasks behind a lock. */
export interface TestLock {
  /** Whether somebody has looked. */
  readonly opened: boolean;
  /**
   * The tasks.
   *
   * @param why What they are opened for, for instance the prompts that were chosen.
   * @throws {RangeError} the second time
   */
  open(why: string): Promise<Task[]>;
}

/**
 * Locks a test set: no prompt may be chosen by it, so it is opened once, when all prompts are chosen.
 *
 * @param load Gives the tasks; not called before they are opened.
 *
 * @example
 * ```ts
 * import { loadTasks } from "tracelab";
 * import { testLock } from "tracelab";
 * import assert from "node:assert/strict";
 * const test = testLock(() => loadTasks("starter", { limit: 2 }));
 * assert.equal((await test.open("two prompts")).length, 2);
 * await assert.rejects(test.open("a third"), /the test set was opened for two prompts/);
 * ```
 */
export function testLock(load: () => Task[] | Promise<Task[]>): TestLock {
  let opened: string | undefined;
  return {
    get opened() {
      return opened !== undefined;
    },
    async open(why) {
      if (opened !== undefined) {
        throw new RangeError(`the test set was opened for ${opened}: not again, for ${why}`);
      }
      opened = why;
      return await load();
    },
  };
}
