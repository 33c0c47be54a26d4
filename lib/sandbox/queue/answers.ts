/**
 * Verdicts in Redis: a signed letter a job, which its end is the news of, and for a while in which job's
 * letter a program's verdict is.
 */
import type { Redis } from "ioredis";
import type { Verdict } from "../verdict.ts";
import { PREFIX } from "./connect.ts";
import { openText, Refused, sign } from "./letter.ts";
import { Answer, type Calibration, differences } from "./work.ts";

/** Who asks the queue, and the key that its answers are signed with. */
export interface Ledger {
  redis: Redis;
  key: string;
  name: string;
  calibration: Calibration;
}

/** By the programs' keys. */
export type Verdicts = Map<string, Verdict>;

/** Seconds: a producer that was killed asks again for what its record lacks, and finds it here. */
const KEPT = 60;

const purpose = (job: string) => `verdicts of job ${job}`;
const letterPlace = (name: string, job: string) => `${PREFIX}:${name}:verdicts:${job}`;
/** Programs and their jobs, a minute in one place: it is forgotten as a whole. */
const jobsPlace = (name: string, minutesAgo = 0) =>
  `${PREFIX}:${name}:jobs:${Math.floor(Date.now() / 1000 / KEPT) - minutesAgo}`;

/** Keeps a job's verdicts. */
export async function keepAnswers(
  { redis, key, name, calibration }: Ledger,
  job: string,
  verdicts: Verdicts,
): Promise<void> {
  const letter = sign(key, purpose(job), { verdicts: [...verdicts], calibration });
  const places = jobsPlace(name);
  const results = await redis.pipeline()
    .set(letterPlace(name, job), JSON.stringify(letter), "EX", 2 * KEPT)
    .hset(places, new Map([...verdicts.keys()].map((id) => [id, job])))
    .expire(places, 2 * KEPT)
    .exec();
  for (const [error] of results ?? []) if (error) throw error;
}

/** The verdicts of a job, or why what is there is not believed; undefined where nothing is. */
export async function keptAnswers(
  { redis, key, name, calibration }: Ledger,
  job: string,
): Promise<Verdicts | Refused | undefined> {
  const text = await redis.get(letterPlace(name, job));
  if (text === null) return undefined;
  try {
    const answer = openText(key, purpose(job), text, Answer);
    const differ = differences(answer.calibration, calibration);
    if (!differ) return new Map(answer.verdicts);
    return new Refused(`${purpose(job)}: by a worker that differs: ${differ}`);
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

/** What is known of programs, whosever job they were in. */
export async function knownAnswers(ledger: Ledger, ids: string[]): Promise<Verdicts> {
  const { redis, name } = ledger;
  const places = [jobsPlace(name, 1), jobsPlace(name)];
  const found = await Promise.all(places.map((place) => redis.hmget(place, ...ids)));
  const jobs = new Set(found.flat().filter((job) => job !== null));
  const known: Verdicts = new Map();
  for (const job of jobs) {
    const answers = await keptAnswers(ledger, job);
    if (!(answers instanceof Map)) continue;
    for (const id of ids) if (answers.has(id)) known.set(id, answers.get(id)!);
  }
  return known;
}
