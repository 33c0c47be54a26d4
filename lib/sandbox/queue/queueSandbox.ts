import { Job, type JobsOptions, Queue, QueueEvents } from "bullmq";
import type { Redis } from "ioredis";
import { unjudged } from "../believed.ts";
import { Judge } from "../judge.ts";
import type { Program } from "../program.ts";
import { programKey, recalled } from "../recalling.ts";
import type { Sandbox, SandboxOptions } from "../sandbox.ts";
import type { Verdict } from "../verdict.ts";
import { PREFIX } from "./connect.ts";
import { type Letter, MOST_BYTES, open, Refused, sign } from "./letter.ts";
import { Answer, differences, type WorkerCard } from "./work.ts";

export interface QueueSandboxOptions extends Pick<SandboxOptions, "limits" | "apart" | "signal"> {
  redis: Redis;
  key: string;
  name: string;
  priority?: number;
  card: WorkerCard;
  /** Of the queue, for messages. */
  where: string;
  /** Programs in the queue at a time, by half. */
  lanes?: number;
}

interface Waiting {
  id: string;
  program: Program;
  promise: Promise<Verdict>;
  resolve(verdict: Verdict): void;
  reject(reason: unknown): void;
  /** When it was looked after last. */
  seen: number;
  /** Answers to it that were not believed, and jobs of its name that had failed before. */
  strikes: number;
}

/** Programs in the queue are twice as many: enough for a hundred lanes, and no more than memory holds. */
const LANES = 128;
/** Signed letters are good for as long as a long queue takes. */
const HOURS = 48;
/** Milliseconds without a word after which a job is looked for: events can be lost, Redis can forget. */
const SILENCE = 3_000;
const STRIKES = 3;
const KEPT = { completed: { age: 600, count: 20_000 }, failed: { age: 7 * 86_400, count: 20_000 } };

/**
 * Judges on a queue's workers. The queue delivers at least once; here a program counts once: its job has the
 * name of the program's key, and the first answer that is believed is the verdict.
 */
export class QueueSandbox extends Judge implements Sandbox {
  readonly engine: Sandbox["engine"];
  readonly protection: string;
  readonly python: string;
  readonly lanes: number;
  readonly #options: QueueSandboxOptions;
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  readonly #ears: Redis;
  readonly #waiting = new Map<string, Waiting>();
  #outgoing: { waiting: Waiting; name: string; data: Letter; opts: JobsOptions }[] = [];
  readonly #watch: ReturnType<typeof setInterval>;
  readonly #aborted = () => void this.#end(this.#options.signal?.reason);
  #closed: { reason: unknown } | undefined;

  private constructor(options: QueueSandboxOptions) {
    super();
    const { redis, name, card, lanes = LANES, signal } = options;
    this.#options = options;
    this.engine = card.calibration.engine;
    this.python = card.calibration.python;
    this.protection = `${card.protection}; on the workers of ${options.where}`;
    this.lanes = lanes;
    this.#queue = new Queue(name, { connection: redis, prefix: PREFIX });
    this.#ears = redis.duplicate({ lazyConnect: false });
    this.#events = new QueueEvents(name, { connection: this.#ears, prefix: PREFIX });
    // What is away comes back; meanwhile everything waits.
    const wait = () => {};
    this.#queue.on("error", wait);
    this.#events.on("error", wait);
    this.#ears.on("error", wait);
    this.#events.on("completed", ({ jobId, returnvalue }) => this.#answered(jobId, returnvalue));
    this.#events.on("failed", ({ jobId }) => void this.#look(jobId));
    this.#events.on("duplicated", ({ jobId }) => void this.#look(jobId));
    this.#watch = setInterval(() => this.#lookAround(), SILENCE / 3);
    signal?.addEventListener("abort", this.#aborted);
  }

  /** Listens before anything is sent. */
  static async start(options: QueueSandboxOptions): Promise<QueueSandbox> {
    const made = new QueueSandbox(options);
    await made.#events.waitUntilReady();
    if (options.signal?.aborted) made.#aborted();
    return made;
  }

  run(program: Program): Promise<Verdict> {
    const { apart, limits } = this.#options;
    const placed = { ...apart === false && { apart }, ...program };
    if (limits) placed.limits = { ...limits, ...program.limits };
    return recalled(placed, () => this.#send(placed));
  }

  #send(program: Program): Promise<Verdict> {
    if (this.#closed) return Promise.reject(this.#closed.reason);
    const id = programKey(program);
    const same = this.#waiting.get(id);
    if (same) return same.promise;
    const settle = Promise.withResolvers<Verdict>();
    const waiting = { id, program, ...settle, seen: Date.now(), strikes: 0 };
    this.#waiting.set(id, waiting);
    this.#add(waiting);
    return settle.promise;
  }

  #add(waiting: Waiting): void {
    const { id, program } = waiting, { key, priority } = this.#options;
    const until = Date.now() + HOURS * 3_600_000;
    const letter = sign(key, `job ${id}`, { program: bare(program), until });
    if (letter.body.length > MOST_BYTES) {
      const reason = `a queue carries no program and test of ${letter.body.length} characters`;
      return this.#settle(waiting, unjudged(reason, this.engine));
    }
    const opts = {
      jobId: id,
      priority,
      attempts: 3,
      backoff: 200,
      removeOnComplete: KEPT.completed,
      removeOnFail: KEPT.failed,
    };
    this.#outgoing.push({ waiting, name: "judge", data: letter, opts });
    // What comes in one go is sent in one.
    if (this.#outgoing.length === 1) queueMicrotask(() => void this.#flush());
  }

  async #flush(): Promise<void> {
    const jobs = this.#outgoing.splice(0);
    try {
      await this.#queue.addBulk(jobs);
    } catch (error) {
      for (const { waiting } of jobs) {
        if (this.#waiting.delete(waiting.id)) waiting.reject(error);
      }
    }
  }

  #settle(waiting: Waiting, verdict: Verdict): void {
    if (this.#waiting.delete(waiting.id)) waiting.resolve(verdict);
  }

  /** A worker's answer, or what somebody else put in its place. */
  #answered(id: string, said: unknown): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    try {
      const letter = typeof said === "string" ? parsed(said) : said;
      const { verdict, calibration } = open(this.#options.key, `verdict ${id}`, letter, Answer);
      const differ = differences(calibration, this.#options.card.calibration);
      if (differ) throw new Refused(`verdict ${id}: by a worker that differs: ${differ}`);
      this.#settle(waiting, verdict);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      console.error(`refused: ${error.message}`);
      void this.#again(waiting, error.message);
    }
  }

  /** Sends it anew, unless that was done often enough. */
  async #again(waiting: Waiting, why: string): Promise<void> {
    if (++waiting.strikes > STRIKES) {
      return this.#settle(waiting, unjudged(`the queue gave up: ${why}`, this.engine));
    }
    waiting.seen = Date.now();
    try {
      await this.#queue.remove(waiting.id);
      if (this.#waiting.has(waiting.id)) this.#add(waiting);
    } catch {
      // It is locked by a worker, or Redis is away: it is looked for again.
    }
  }

  #lookAround(): void {
    const before = Date.now() - SILENCE;
    for (const { id, seen } of this.#waiting.values()) if (seen < before) void this.#look(id);
  }

  /** What has become of a job that has not been heard of. */
  async #look(id: string): Promise<void> {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    waiting.seen = Date.now();
    let job: Job | undefined, state: string;
    try {
      state = await this.#queue.getJobState(id);
      // Read after that: one that was active when it was read had no answer yet.
      job = await Job.fromId(this.#queue, id);
      if (!job) state = "unknown";
    } catch {
      return; // Redis is away
    }
    if (!this.#waiting.has(id)) return;
    if (state === "completed") this.#answered(id, job!.returnvalue);
    else if (state === "failed") await this.#again(waiting, job!.failedReason);
    else if (state === "unknown") this.#add(waiting);
  }

  async close(): Promise<void> {
    await this.#end(new Error("the sandbox is closed"));
  }

  async #end(reason: unknown): Promise<void> {
    if (this.#closed) return;
    this.#closed = { reason };
    clearInterval(this.#watch);
    this.#options.signal?.removeEventListener("abort", this.#aborted);
    for (const { reject, promise } of this.#waiting.values()) {
      promise.catch(() => {});
      reject(reason);
    }
    this.#waiting.clear();
    await Promise.allSettled([this.#events.close(), this.#queue.close()]);
    this.#ears.disconnect();
    this.#options.redis.disconnect();
  }
}

/** Without what else a caller's object carries. */
function bare(program: Program): Program {
  const { code, test, preamble, entryPoint, helpers, apart, limits, trace, seed } = program;
  return { code, test, preamble, entryPoint, helpers, apart, limits, trace, seed };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
