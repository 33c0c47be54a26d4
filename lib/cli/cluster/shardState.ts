/** What there is of a shard: all of its rows, or why not. */
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { readLines } from "../../base/mod.ts";
import { Status } from "../../sandbox/mod.ts";
import { ScoredRow } from "../scoreTally.ts";
import { shardOf } from "../shard.ts";
import { type Job, jobFiles } from "./job.ts";

/** Beside a shard's rows: whose they are, and how many there must be. */
export const ShardAbout = z.object({
  job: z.string(),
  shard: z.number().int(),
  of: z.number().int(),
  /** Samples of the shard; rows are those whose task is not left out. */
  samples: z.number().int(),
  rows: z.number().int(),
  engine: z.enum(["native", "wasm"]),
  python: z.string(),
  protection: z.string(),
  machine: z.string(),
  leftOut: z.array(z.object({
    id: z.string(),
    status: Status,
    reason: z.string().optional(),
    error: z.object({ message: z.string() }).optional(),
  })),
  seconds: z.number(),
});
export type ShardAbout = z.infer<typeof ShardAbout>;

export type ShardState =
  | { done: ShardAbout; twice: number }
  | { missing: true }
  | { wrong: string };

function readAbout(file: string): ShardAbout | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return ShardAbout.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/**
 * Reads the rows of a shard to their end. A row that is there twice is counted once; rows that are not
 * whole, not of this shard, or not as many as there must be, are no shard.
 *
 * @param take gets each row; what it got counts only if the shard turns out to be done
 */
export async function shardState(
  folder: string,
  { id, shards }: Job,
  k: number,
  take: (row: ScoredRow) => void = () => {},
): Promise<ShardState> {
  const files = jobFiles(folder), file = files.rows(k), name = `rows/${basename(file)}`;
  if (!existsSync(file)) return { missing: true };
  const about = readAbout(files.about(k));
  if (!about) return { wrong: `${name} was not finished: there is no whole rows/${k}.json` };
  if (about.job !== id) return { wrong: `rows/${k}.json is of another job` };
  if (about.shard !== k || about.of !== shards) {
    return { wrong: `rows/${k}.json is of shard ${about.shard}/${about.of}, not ${k}/${shards}` };
  }
  const seen = new Set<string>();
  let line = 0, twice = 0;
  for await (const text of readLines(file)) {
    line++;
    const row = rowIn(text);
    if (!row) return { wrong: `${name}:${line} is no whole row` };
    const { task_id, sample } = row, its = shardOf(task_id, sample, shards);
    if (its !== k) {
      return {
        wrong: `${name}:${line}: sample ${sample} of ${task_id} is of shard ${its}, not ${k}`,
      };
    }
    const key = `${sample} ${task_id}`;
    if (seen.has(key)) {
      twice++;
      continue;
    }
    seen.add(key);
    take(row);
  }
  if (seen.size !== about.rows) {
    return { wrong: `${name} has ${seen.size} of its ${about.rows} rows` };
  }
  return { done: about, twice };
}

function rowIn(text: string): ScoredRow | undefined {
  try {
    return ScoredRow.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
