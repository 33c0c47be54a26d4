/** Redis and BullMQ, loaded where a queue is used and nowhere else. */
import type { Redis } from "ioredis";
import { readFileSync } from "node:fs";
import process from "node:process";
import { setTimeout } from "node:timers";
import { rootCertificates } from "node:tls";

/** Names in Redis. */
export const PREFIX = "tracelab";
/** Where the name of a job is said when it ends. */
export const newsOf = (name: string) => `${PREFIX}:${name}:news`;
export const cardKey = (name: string) => `${PREFIX}:${name}:workers`;

/** A URL without its password. */
export function shownUrl(url: string): string {
  const shown = new URL(url);
  if (shown.password) shown.password = "…";
  return decodeURI(shown.href);
}

/**
 * A connection that waits for a server which is away, once it has been there.
 *
 * @throws {Error} in one line, where there is none at first
 */
export async function connect(url: string): Promise<Redis> {
  if (!/^rediss?:\/\//.test(url)) {
    throw new Error(`a queue's address is redis://HOST:PORT or rediss://…, not ${url}`);
  }
  const { Redis } = await import("ioredis");
  const redis = new Redis(url, {
    ...url.startsWith("rediss:") && { tls: { ca: authorities() } },
    lazyConnect: true,
    // BullMQ's rule for blocking reads; commands wait while the server is away.
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => Math.min(100 * times, 2000),
    keepAlive: 5000,
    // A cut network says nothing: no command of ours waits longer than 10 s for an answer.
    socketTimeout: 20_000,
  });
  let problem: Error | undefined;
  redis.on("error", (error: Error) => problem = error);
  try {
    await Promise.race([redis.connect(), redis.ping(), late(() => problem)]);
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    const why = (problem ?? error as Error).message || String(error);
    throw new Error(`no Redis at ${shownUrl(url)}: ${why}`);
  }
  return redis;
}

/** Who is trusted to say that a server is who it says it is: Deno leaves out what Node adds by the environment. */
function authorities(): string[] {
  const { NODE_EXTRA_CA_CERTS: file } = process.env;
  return file ? [...rootCertificates, readFileSync(file, "utf8")] : [...rootCertificates];
}

const FIRST_SECONDS = 5;
const late = (problem: () => Error | undefined) =>
  new Promise<never>((_, reject) => {
    const tell = () => reject(problem() ?? new Error("no answer"));
    setTimeout(tell, FIRST_SECONDS * 1000).unref();
  });
