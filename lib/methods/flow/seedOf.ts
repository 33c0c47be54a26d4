/**
 * A 31-bit seed for one call, the same whenever and in whatever order it is made (FNV-1a over the
 * run's seed, task, round and role).
 *
 * @example
 * ```ts
 * import { seedOf } from "tracelab/methods";
 * seedOf(7, "HumanEval/0", 1) === seedOf(7, "HumanEval/0", 1); // true
 * seedOf(7, "HumanEval/0", 1) === seedOf(7, "HumanEval/0", 2); // false
 * ```
 */
export function seedOf(seed: number, taskId: string, round: number, salt = ""): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode([seed, taskId, round, salt].join("\0"))) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 1;
}
