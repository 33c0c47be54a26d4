/**
 * The score of a job: the rows of all its shards, each counted once, as of one run. Shards that are missing
 * or not whole are named, and then there is no score.
 */
import type { OutputFile } from "../../base/mod.ts";
import { Refusal } from "../command.ts";
import { type Score, type ScoredRow, ScoreTally } from "../scoreTally.ts";
import { mostTasks, quoted } from "./arrayScript.ts";
import { type Job, jobFiles } from "./job.ts";
import { type ShardAbout, shardState } from "./shardState.ts";

export interface Collected {
  score: Score;
  shards: ShardAbout[];
  /** Tasks that any machine left out: they are left out of all. */
  leftOut: ShardAbout["leftOut"];
  /** Rows that were there more than once. */
  twice: number;
}

/**
 * Reads all shards; a line on stderr for each that is not done.
 *
 * @returns undefined where one is not done
 * @throws {Refusal} where shards were judged by different engines or Pythons
 */
export async function collect(
  folder: string,
  job: Job,
  { ks, out, atOnce }: { ks: number[]; out?: OutputFile; atOnce: number },
): Promise<Collected | undefined> {
  const shards: ShardAbout[] = [], missing: number[] = [], wrong: number[] = [];
  let twice = 0;
  for (let k = 1; k <= job.shards; k++) {
    const state = await shardState(folder, job, k);
    if ("done" in state) {
      shards.push(state.done);
      twice += state.twice;
    } else if ("wrong" in state) {
      wrong.push(k);
      console.error(`shard ${k}: ${state.wrong}`);
    } else missing.push(k);
  }
  if (shards.length < job.shards) {
    sayMissing(folder, job, { done: shards.length, missing, wrong, atOnce });
    return undefined;
  }
  refuseMixed(shards);
  const leftOut = new Map(shards.flatMap((shard) => shard.leftOut).map((one) => [one.id, one]));
  const tally = new ScoreTally(ks);
  const take = (row: ScoredRow) => {
    if (leftOut.has(row.task_id)) return;
    tally.add(row);
    out?.write(`${JSON.stringify(row)}\n`);
  };
  for (const { shard } of shards) await shardState(folder, job, shard, take);
  return { score: tally.score(), shards, leftOut: [...leftOut.values()], twice };
}

function sayMissing(
  folder: string,
  { shards }: Job,
  { done, missing, wrong, atOnce }: {
    done: number;
    missing: number[];
    wrong: number[];
    atOnce: number;
  },
) {
  const parts = [
    missing.length ? `missing: ${ranges(missing)}` : "",
    wrong.length ? `not whole: ${ranges(wrong)}` : "",
  ].filter((part) => part !== "").join("; ");
  const tasks = new Set([...missing, ...wrong].map((k) => (k - 1) % mostTasks + 1));
  const again = ranges([...tasks].sort((a, b) => a - b));
  console.error(
    `no score yet: ${done} of ${shards} shards are done; ${parts}; ` +
      `again: sbatch --array=${again}%${atOnce} ${quoted(jobFiles(folder).array)}`,
  );
}

function refuseMixed([first, ...others]: ShardAbout[]) {
  const by = ({ engine, python }: ShardAbout) => `${engine}, Python ${python}`;
  for (const other of others) {
    if (by(other) === by(first)) continue;
    throw new Refusal(
      `shard ${other.shard} was judged by ${by(other)} on ${other.machine}, ` +
        `shard ${first.shard} by ${by(first)} on ${first.machine}: no score of both`,
    );
  }
}

/**
 * Numbers in rising order as Slurm takes them.
 *
 * @example
 * ```ts
 * import { ranges } from "./collect.ts";
 * ranges([1, 2, 3, 7]); // "1-3,7"
 * ```
 */
export function ranges(numbers: readonly number[]): string {
  const found: [from: number, to: number][] = [];
  for (const n of numbers) {
    const last = found.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else found.push([n, n]);
  }
  return found.map(([from, to]) => from === to ? `${from}` : `${from}-${to}`).join(",");
}
