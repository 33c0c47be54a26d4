/** A manifest of more lines is nothing that a scheduler should be given. */
const most = 100_000;

/**
 * How many shards a job has, so that each takes about `shardSeconds` on its lanes: not more than there
 * are samples, nor than 100,000.
 *
 * @param total samples in all
 * @param options.secondsPerProgram on one lane
 * @param options.lanes of a shard
 * @param options.shardSeconds what a shard is to take
 *
 * @example
 * ```ts
 * import { shardCount } from "./shardCount.ts";
 * // 10,000 programs of 0.06 s on two lanes are 300 s: five shards of a minute
 * shardCount(10_000, { secondsPerProgram: 0.06, lanes: 2, shardSeconds: 60 }); // 5
 * ```
 */
export function shardCount(
  total: number,
  { secondsPerProgram, lanes, shardSeconds }: {
    secondsPerProgram: number;
    lanes: number;
    shardSeconds: number;
  },
): number {
  const wanted = Math.ceil(total * secondsPerProgram / lanes / shardSeconds);
  return Math.max(1, Math.min(wanted, total, most));
}
