import { deferred } from "../../base/mod.ts";
import { type Job, UnrecoverableError, Worker } from "bullmq";
import { openLocal } from "../openLocal.ts";
import type { SandboxOptions } from "../sandbox.ts";
import { calibrationOf } from "./calibration.ts";
import { connect, newsOf, PREFIX, shownUrl } from "./connect.ts";
import { keepAnswers, knownAnswers } from "./answers.ts";
import { open, queueKey, Refused } from "./letter.ts";
import type { QueueOptions } from "./queueOptions.ts";
import { HEARTBEAT, join } from "./workers.ts";
import { Work, type WorkerCard } from "./work.ts";

export interface WorkerOptions extends Omit<QueueOptions, "priority"> {
  /** Of the worker's own sandbox. */
  sandbox?: Pick<SandboxOptions, "engine" | "lanes" | "profile" | "python">;
  /** @default {the environment's TRACELAB_QUEUE_KEY} */
  key?: string;
  /** Told in a line what is refused. @default {console.error} */
  say?: (line: string) => void;
}

export interface QueueWorker extends AsyncDisposable {
  /** What it is, in a line. */
  readonly about: string;
  readonly judged: number;
  readonly refused: number;
  /** Rejects when the worker cannot go on: its calibration is no longer the others'. */
  readonly ended: Promise<void>;
  /** Finishes what it has begun. */
  close(): Promise<void>;
}

/**
 * Milliseconds after which what a lost worker had is another's. Short, since a judge's own processes keep no
 * event loop busy; a job that comes back is judged again and counts once.
 */
const LOCK = 6_000;

/**
 * Judges what a queue's producers send, until it is closed.
 *
 * A program is judged only if a holder of the queue's key has signed it, with its test, for this job and for
 * this time. A worker whose calibration is not that of those who are there is refused.
 *
 * @throws {Error} no key, no Redis, or another calibration, each in a line
 */
export async function serveQueue(options: WorkerOptions): Promise<QueueWorker> {
  const { url, name = "programs", say = console.error } = options;
  const key = queueKey(options.key);
  const redis = await connect(url);
  const python = await openLocal(options.sandbox);
  let card: WorkerCard;
  try {
    const calibration = await calibrationOf(python, options.sandbox?.profile ?? "plain");
    card = { calibration, protection: python.protection };
    await join(redis, key, name, card);
  } catch (error) {
    redis.disconnect();
    await python.close();
    throw error;
  }
  let judged = 0, refused = 0;
  const ledger = { redis, key, name, calibration: card.calibration };
  /** Judges what is not judged yet, and keeps the verdicts before the job is said to be done. */
  const judge = async (job: string, programs: Work["programs"]) => {
    const verdicts = await knownAnswers(ledger, programs.map(({ id }) => id));
    const open = programs.filter(({ id }) => !verdicts.has(id));
    const results = await Promise.allSettled(open.map(async ({ id, program }) => {
      verdicts.set(id, await python.run(program));
      judged++;
    }));
    await keepAnswers(ledger, job, verdicts);
    const failed = results.find((one) => one.status === "rejected");
    if (failed) throw failed.reason;
  };
  /** At a time, where each has so many programs: one that waits for every one that is judged. */
  const jobs = (size: number) => Math.max(2, Math.ceil(2 * python.lanes / size));
  const worker: Worker = new Worker(name, async (job) => {
    try {
      const { programs, until } = open(key, `job ${job.id}`, job.data, Work);
      if (until < Date.now()) throw new Refused(`job ${job.id}: signed for a time that is over`);
      worker.concurrency = jobs(programs.length);
      await judge(job.id!, programs);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused++;
      say(`refused: ${error.message}`);
      throw new UnrecoverableError(error.message);
    }
  }, {
    connection: redis,
    prefix: PREFIX,
    concurrency: jobs(1),
    lockDuration: LOCK,
    stalledInterval: LOCK / 2,
    // Workers may be lost again and again; a program cannot take one with it.
    maxStalledCount: 100,
  });
  // Redis is away: said by what waits for it.
  worker.on("error", () => {});
  const tell = (job?: Job) => void (job && redis.publish(newsOf(name), job.id!).catch(() => {}));
  worker.on("completed", tell);
  worker.on("failed", tell);
  const ended = deferred();
  const heart = setInterval(() => {
    join(redis, key, name, card).catch((error) => ended.reject(error));
  }, HEARTBEAT);
  let closing: Promise<void> | undefined;
  const close = () =>
    closing ??= (async () => {
      clearInterval(heart);
      await worker.close();
      await python.close();
      redis.disconnect();
      ended.resolve();
    })();
  const { engine, lanes, protection } = python;
  return {
    about: `${shownUrl(url)}, queue ${name}: ${engine}, Python ${python.python}, ` +
      `${lanes} lane${lanes === 1 ? "" : "s"}, ${protection}`,
    get judged() {
      return judged;
    },
    get refused() {
      return refused;
    },
    ended: ended.promise,
    close,
    [Symbol.asyncDispose]: close,
  };
}
