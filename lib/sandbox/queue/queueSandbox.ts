import { deferred } from "../../base/mod.ts";
import { Job, Queue } from "bullmq";
import type { Redis } from "ioredis";
import { randomUUID } from "node:crypto";
import { unjudged } from "../believed.ts";
import { Judge, placed, settingsOf } from "../judge.ts";
import type { Program } from "../program.ts";
import { programKey, recalled } from "../recalling.ts";
import type { Sandbox, SandboxOptions, SandboxSettings } from "../sandbox.ts";
import type { Verdict } from "../verdict.ts";
import { keptAnswers, type Ledger, type Verdicts } from "./answers.ts";
import { batched, Pace } from "./batches.ts";
import { newsOf, PREFIX } from "./connect.ts";
import { MOST_BYTES, Refused, sign } from "./letter.ts";
import type { WorkerCard } from "./work.ts";

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
  /** Answers to it that were not believed, and jobs with it that had failed before. */
  strikes: number;
}

/** Programs that were sent together. */
interface Sent {
  programs: Waiting[];
  /** When it was looked after last. */
  seen: number;
}

/** Programs in the queue are twice as many: enough for some hundred lanes, and no more than memory holds. */
const LANES = 512;
/** Signed letters are good for as long as a long queue takes. */
const HOURS = 48;
/** Milliseconds without a word after which a job is looked for: events can be lost, Redis can forget. */
const SILENCE = 3_000;
/** Milliseconds in which what comes in one go is sent in one. */
const GATHERED = 1;
const STRIKES = 3;
/** States of a job from which nothing comes any more. */
const over = new Set(["completed", "failed", "unknown"]);
const FAILED_KEPT = { age: 7 * 86_400, count: 20_000 };

export class QueueSandbox extends Judge implements Sandbox {
  readonly engine: Sandbox["engine"];
  readonly protection: string;
  readonly python: string;
  readonly lanes: number;
  readonly settings?: SandboxSettings;
  readonly #options: QueueSandboxOptions;
  readonly #queue: Queue;
  readonly #ears: Redis;
  readonly #ledger: Ledger;
  readonly #pace = new Pace();
  readonly #waiting = new Map<string, Waiting>();
  /** By the job's name. */
  readonly #sent = new Map<string, Sent>();
  #outgoing: Waiting[] = [];
  readonly #watch: ReturnType<typeof setInterval>;
  readonly #aborted = () => void this.#end(this.#options.signal?.reason);
  #closed: { reason: unknown } | undefined;

  private constructor(options: QueueSandboxOptions) {
    super();
    const { redis, key, name, card, lanes = LANES, signal } = options;
    this.#options = options;
    this.#ledger = { redis, key, name, calibration: card.calibration };
    this.engine = card.calibration.engine;
    this.python = card.calibration.python;
    this.protection = `${card.protection}; on the workers of ${options.where}`;
    this.lanes = lanes;
    this.settings = settingsOf(options);
    this.#queue = new Queue(name, { connection: redis, prefix: PREFIX });
    this.#ears = redis.duplicate({ lazyConnect: false });
    // What is away comes back; meanwhile everything waits.
    const wait = () => {};
    this.#queue.on("error", wait);
    this.#ears.on("error", wait);
    // Anybody can say it: what has become of the job is looked up.
    this.#ears.on("message", (_, job) => void this.#look(job, true));
    this.#watch = setInterval(() => this.#lookAround(), SILENCE / 3);
    signal?.addEventListener("abort", this.#aborted);
  }

  /** Listens before anything is sent. */
  static async start(options: QueueSandboxOptions): Promise<QueueSandbox> {
    const made = new QueueSandbox(options);
    await made.#ears.subscribe(newsOf(options.name));
    if (options.signal?.aborted) made.#aborted();
    return made;
  }

  run(program: Program): Promise<Verdict> {
    const mine = placed(program, this.settings);
    return recalled(mine, () => this.#send(mine));
  }

  #send(program: Program): Promise<Verdict> {
    if (this.#closed) return Promise.reject(this.#closed.reason);
    const id = programKey(program);
    const same = this.#waiting.get(id);
    if (same) return same.promise;
    const settle = deferred<Verdict>();
    const waiting = { id, program, ...settle, strikes: 0 };
    this.#waiting.set(id, waiting);
    this.#add(waiting);
    return settle.promise;
  }

  #add(waiting: Waiting): void {
    this.#outgoing.push(waiting);
    if (this.#outgoing.length === 1) setTimeout(() => void this.#flush(), GATHERED);
  }

  async #flush(): Promise<void> {
    const outgoing = this.#outgoing.splice(0).filter((one) => this.#waits(one));
    try {
      const jobs = batched(outgoing, this.#pace.size(this.#waiting.size), characters)
        .map((programs) => this.#job(programs)).filter((job) => job !== undefined);
      if (jobs.length) await this.#queue.addBulk(jobs);
    } catch (error) {
      for (const one of outgoing.filter((one) => this.#waits(one))) {
        this.#waiting.delete(one.id);
        one.reject(error);
      }
    }
  }

  #job(programs: Waiting[]) {
    const { key, priority } = this.#options, jobId = randomUUID();
    const until = Date.now() + HOURS * 3_600_000;
    const letter = sign(key, `job ${jobId}`, {
      programs: programs.map(({ id, program }) => ({ id, program: bare(program) })),
      until,
    });
    if (letter.body.length > MOST_BYTES) {
      const reason = `a queue carries no program and test of ${letter.body.length} characters`;
      for (const one of programs) this.#settle(one, unjudged(reason, this.engine));
      return undefined;
    }
    this.#sent.set(jobId, { programs, seen: Date.now() });
    const opts = { jobId, priority, attempts: 3, backoff: 200, removeOnComplete: true };
    return { name: "judge", data: letter, opts: { ...opts, removeOnFail: FAILED_KEPT } };
  }

  #waits(one: Waiting): boolean {
    return this.#waiting.get(one.id) === one;
  }

  #settle(waiting: Waiting, verdict: Verdict): void {
    if (!this.#waits(waiting)) return;
    this.#waiting.delete(waiting.id);
    waiting.resolve(verdict);
  }

  /** Settles what has its verdict; whether that is all of a job. */
  #all(sent: Sent, answers: Verdicts | Refused | undefined): boolean {
    const there = answers instanceof Map ? answers : undefined;
    sent.programs = sent.programs.filter((one) => !this.#found(one, there));
    return sent.programs.length === 0;
  }

  /** Whether a program's verdict is there, and then settled, or nobody waits for it. */
  #found(one: Waiting, answers: Verdicts | undefined): boolean {
    if (!this.#waits(one)) return true;
    const verdict = answers?.get(one.id);
    if (!verdict) return false;
    this.#pace.add(verdict.wallMs);
    this.#settle(one, verdict);
    return true;
  }

  /** Sends it anew, unless that was done often enough. */
  #again(waiting: Waiting, why: string): void {
    if (++waiting.strikes <= STRIKES) return this.#add(waiting);
    this.#settle(waiting, unjudged(`the queue gave up: ${why}`, this.engine));
  }

  #lookAround(): void {
    const before = Date.now() - SILENCE;
    for (const [id, { seen }] of this.#sent) if (seen < before) void this.#look(id);
  }

  /** What has become of a job; `told` by somebody that it is over. */
  async #look(id: string, told = false): Promise<void> {
    const sent = this.#sent.get(id);
    if (!sent) return;
    sent.seen = Date.now();
    try {
      let answers = await keptAnswers(this.#ledger, id), state = "there";
      if (!this.#all(sent, answers)) {
        // Its state first: the answers of a job that is done are there.
        state = await this.#queue.getJobState(id);
        answers = await keptAnswers(this.#ledger, id);
        if (!this.#all(sent, answers) && !over.has(state)) return;
      }
      const job = state === "failed" ? await Job.fromId(this.#queue, id) : undefined;
      if (!this.#sent.delete(id)) return;
      if (answers instanceof Refused) console.error(`refused: ${answers.message}`);
      for (const one of sent.programs) {
        if (answers instanceof Refused) this.#again(one, answers.message);
        else if (state === "unknown" && !answers && !told) this.#add(one); // Redis has forgotten it
        else this.#again(one, job?.failedReason ?? `job ${id}: no verdict of program ${one.id}`);
      }
    } catch {
      // Redis is away: it is looked for again.
    }
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
    this.#sent.clear();
    this.#ears.disconnect();
    await this.#queue.close().catch(() => {});
    this.#options.redis.disconnect();
  }
}

/** Without what else a caller's object carries. */
function bare(program: Program): Program {
  const { code, test, preamble, entryPoint, helpers, apart, limits, trace, seed } = program;
  return { code, test, preamble, entryPoint, helpers, apart, limits, trace, seed };
}

/** Of tests, which many programs share. */
const lengths = new WeakMap<object, number>();

function characters({ program: { code, test } }: Waiting): number {
  if (!test) return code.length;
  let length = lengths.get(test);
  if (length === undefined) lengths.set(test, length = JSON.stringify(test).length);
  return code.length + length;
}
