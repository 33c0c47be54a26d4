/** Verdicts in Redis, each under its program's key: what a job's end is the news of. */
import type { Redis } from "ioredis";
import type { Verdict } from "../verdict.ts";
import { PREFIX } from "./connect.ts";
import { open, Refused, sign } from "./letter.ts";
import { Answer, type Calibration, differences } from "./work.ts";

/** Who asks the queue and the key that its answers are signed with. */
export interface Ledger {
  redis: Redis;
  key: string;
  name: string;
  calibration: Calibration;
}

/** Seconds: a producer that was killed asks again for what its record lacks, and finds it here. */
const KEPT = 60;

const place = (name: string, id: string) => `${PREFIX}:${name}:verdict:${id}`;
const purpose = (id: string) => `verdict ${id}`;

/** Keeps the verdicts of programs, by their keys, for a while. */
export async function keepAnswers(
  { redis, key, name, calibration }: Ledger,
  verdicts: Iterable<[id: string, Verdict]>,
): Promise<void> {
  const pipeline = redis.pipeline();
  for (const [id, verdict] of verdicts) {
    const letter = sign(key, purpose(id), { verdict, calibration });
    pipeline.set(place(name, id), JSON.stringify(letter), "EX", KEPT);
  }
  for (const [error] of await pipeline.exec() ?? []) if (error) throw error;
}

/** What is kept of each program: its verdict, what is there and not believed, or nothing. */
export async function keptAnswers(
  { redis, key, name, calibration }: Ledger,
  ids: string[],
): Promise<(Verdict | Refused | undefined)[]> {
  if (!ids.length) return [];
  const texts = await redis.mget(ids.map((id) => place(name, id)));
  return texts.map((text, i) => {
    if (text === null) return undefined;
    try {
      const answer = open(key, purpose(ids[i]), parsed(text), Answer);
      const differ = differences(answer.calibration, calibration);
      if (!differ) return answer.verdict;
      return new Refused(`${purpose(ids[i])}: by a worker that differs: ${differ}`);
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
  });
}

/** Away with what was not believed. */
export async function forgetAnswer({ redis, name }: Ledger, id: string): Promise<void> {
  await redis.del(place(name, id));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
