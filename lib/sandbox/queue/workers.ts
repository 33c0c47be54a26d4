/** The card of a queue's workers in Redis: what they are, as long as there are any. */
import type { Redis } from "ioredis";
import { cardKey } from "./connect.ts";
import { openText, sign } from "./letter.ts";
import { differences, WorkerCard } from "./work.ts";

/** Milliseconds after which workers that say nothing are gone, and between what they say. */
export const GONE = 15_000;
export const HEARTBEAT = 5_000;

const purpose = (name: string) => `the workers of queue ${name}`;

/** The workers' card, or undefined where there is none now. */
export async function readCard(
  redis: Redis,
  key: string,
  name: string,
): Promise<WorkerCard | undefined> {
  const text = await redis.get(cardKey(name));
  if (text === null) return undefined;
  return openText(key, purpose(name), text, WorkerCard);
}

/**
 * Puts a worker's card beside the others', where it is like theirs, for a while.
 *
 * @throws {Error} where it is not: verdicts of one queue are comparable
 */
export async function join(
  redis: Redis,
  key: string,
  name: string,
  card: WorkerCard,
): Promise<void> {
  const letter = JSON.stringify(sign(key, purpose(name), card));
  if (await redis.set(cardKey(name), letter, "PX", GONE, "NX")) return;
  const theirs = await readCard(redis, key, name);
  if (!theirs) return await join(redis, key, name, card);
  const differ = differences(card.calibration, theirs.calibration);
  if (differ) throw new Error(`refused: the queue's other workers differ: here ${differ}`);
  await redis.pexpire(cardKey(name), GONE);
}
