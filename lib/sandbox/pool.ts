/**
 * The part that both engines share: programs are spread over lanes, a lane that is lost is started
 * again and its programs are judged once more, streams hold at most `2 × lanes` programs.
 *
 * A program under which a lane was lost twice is `killed`, as long as a lane can still judge a program
 * that does nothing: what fails that too is the machine, and only that is `harness`.
 *
 * A time-out that may be the machine's doing is not final: see `pace.ts`. The second try waits until
 * no other program runs or waits.
 */
import { killed, unjudged } from "./believed.ts";
import { Judge, placed, settingsOf } from "./judge.ts";
import { limitsOf, limitsOfTest } from "./limits.ts";
import { paceOf, secondTry, type Stretch, stretched } from "./pace.ts";
import type { Limits, Program } from "./program.ts";
import { recalled } from "./recalling.ts";
import { type Job, LaneLost, type Runner } from "./runner.ts";
import type { Sandbox, SandboxSettings } from "./sandbox.ts";
import type { Verdict } from "./verdict.ts";

export interface PoolOptions {
  engine: Sandbox["engine"];
  protection: string;
  python: string;
  /** A lane that is already running. */
  first?: Runner;
  /** Starts the lane of this number, from 0. */
  start: (lane: number) => Promise<Runner>;
  lanes: number;
  limits?: Partial<Limits>;
  /** See `SandboxOptions.apart`. */
  apart?: boolean;
  signal?: AbortSignal;
}

interface Waiting {
  job: Job;
  /** Lanes that were lost while they judged it, and those that it never reached. */
  losses: { judged: number; waiting: number };
  /** On its second try after a time-out: how far its limits are stretched. */
  again?: Stretch;
  resolve: (verdict: Verdict) => void;
  reject: (reason: unknown) => void;
}

interface Lane {
  runner?: Runner;
  starting?: Promise<Runner>;
  running: number;
}

/** Times a program is judged when lanes are lost under it, and handed on when they are lost before. */
const TRIES = { judged: 2, waiting: 10 };
const PROBE_SECONDS = 10;

export class Pool extends Judge implements Sandbox {
  readonly engine: Sandbox["engine"];
  readonly protection: string;
  readonly python: string;
  readonly lanes: number;
  readonly settings?: SandboxSettings;
  readonly #lanes: Lane[];
  readonly #queue: Waiting[] = [];
  /** Those that want to be alone, and whether one is. */
  readonly #timedOut: Waiting[] = [];
  #alone = false;
  /** The least pace seen so far: what this machine is like when nothing disturbs it. */
  #pace: number | undefined;
  readonly #options: PoolOptions;
  readonly #aborted = () => void this.#end(this.#options.signal?.reason);
  #closed: { reason: unknown } | undefined;

  constructor(options: PoolOptions) {
    super();
    const { engine, protection, python, lanes, first, signal } = options;
    if (!Number.isInteger(lanes) || lanes < 1) {
      throw new RangeError(`'lanes' must be a positive integer: ${lanes}`);
    }
    this.engine = engine;
    this.protection = protection;
    this.python = python;
    this.lanes = lanes;
    this.settings = settingsOf(options);
    this.#options = options;
    this.#lanes = Array.from({ length: lanes }, () => ({ running: 0 }));
    this.#lanes[0].runner = first;
    signal?.addEventListener("abort", this.#aborted);
    if (signal?.aborted) this.#aborted();
  }

  run(program: Program): Promise<Verdict> {
    const mine = placed(program, this.settings);
    return recalled(mine, () => this.#judge(mine));
  }

  #judge(program: Program): Promise<Verdict> {
    if (this.#closed) return Promise.reject(this.#closed.reason);
    const limits = limitsOf(limitsOfTest(program.test, this.engine), program.limits);
    return new Promise((resolve, reject) => {
      this.#queue.push({
        job: { ...program, limits },
        losses: { judged: 0, waiting: 0 },
        resolve,
        reject,
      });
      this.#assign();
    });
  }

  async close(): Promise<void> {
    await this.#end(new Error("the sandbox is closed"));
  }

  /**
   * Ends the processes of a pool that judges nothing now; they are started again when it does.
   *
   * @returns whether it is still open.
   */
  async rest(): Promise<boolean> {
    if (this.#closed) return false;
    const busy = this.#lanes.some(({ running, starting }) => running > 0 || starting);
    if (busy || this.#queue.length || this.#timedOut.length) return true;
    await Promise.all(this.#lanes.map(async (lane) => {
      const { runner } = lane;
      lane.runner = undefined;
      await runner?.close();
    }));
    return true;
  }

  async #end(reason: unknown) {
    this.#closed ??= { reason };
    this.#options.signal?.removeEventListener("abort", this.#aborted);
    const waiting = [...this.#queue.splice(0), ...this.#timedOut.splice(0)];
    for (const { reject } of waiting) reject(this.#closed.reason);
    await Promise.all(this.#lanes.map(async (lane) => {
      await lane.starting?.catch(() => {});
      await lane.runner?.close();
    }));
  }

  /** Gives waiting programs to the lanes with room, emptiest first. */
  #assign() {
    while (this.#queue.length && !this.#alone) {
      const lane = this.#lanes.reduce((a, b) => (b.running < a.running ? b : a));
      if (lane.running >= (lane.runner?.depth ?? 1)) return;
      lane.running++;
      void this.#serve(lane, this.#queue.shift()!);
    }
    if (this.#timedOut.length && this.#lanes.every(({ running }) => running === 0)) {
      const [lane] = this.#lanes;
      this.#alone = true;
      lane.running++;
      void this.#serve(lane, this.#timedOut.shift()!);
    }
  }

  async #serve(lane: Lane, waiting: Waiting) {
    let runner: Runner | undefined;
    try {
      runner = lane.runner ?? await this.#start(lane);
      const usual = this.#pace ?? 1;
      const limits = stretched(waiting.job.limits, waiting.again ?? { cpu: usual, wall: 1 });
      const verdict = await runner.run({ ...waiting.job, limits });
      if (verdict.status === "timeout" && !waiting.again) {
        const pace = await this.#measured(lane, runner);
        waiting.again = secondTry(verdict, limits, pace, usual);
        if (waiting.again) this.#timedOut.push(waiting);
        else waiting.resolve(limited(verdict, limits, waiting));
      } else waiting.resolve(limited(verdict, limits, waiting));
    } catch (error) {
      // Another program's loss may have replaced it already.
      if (lane.runner === runner) lane.runner = undefined;
      await this.#failed(lane, waiting, error, runner !== undefined);
    }
    lane.running--;
    if (this.#lanes.every(({ running }) => running === 0)) this.#alone = false;
    this.#assign();
  }

  /** The lane's pace, 1 where it cannot be had. */
  async #measured(lane: Lane, runner: Runner): Promise<number> {
    try {
      const pace = await paceOf(runner, this.engine);
      this.#pace = Math.min(this.#pace ?? pace, pace);
      return pace;
    } catch {
      if (lane.runner === runner) lane.runner = undefined;
      return 1;
    }
  }

  #start(lane: Lane): Promise<Runner> {
    lane.starting ??= this.#options.start(this.#lanes.indexOf(lane)).then((runner) => {
      return lane.runner = runner;
    }).finally(() => lane.starting = undefined);
    return lane.starting;
  }

  async #failed(lane: Lane, waiting: Waiting, error: unknown, started: boolean) {
    if (this.#closed) return waiting.reject(this.#closed.reason);
    if (!(error instanceof LaneLost)) return waiting.reject(error);
    const { losses } = waiting;
    const when = started ? error.program : "judged";
    if (++losses[when] < TRIES[when]) {
      this.#queue.unshift(waiting);
      return;
    }
    const reason = `the lane was lost ${
      losses[when] === 2 ? "twice" : "again and again"
    }: ${error.message}`;
    const guilty = started && when === "judged" && await this.#canJudge(lane);
    waiting.resolve(guilty ? killed(reason, this.engine) : unjudged(reason, this.engine));
  }

  /** Whether a lane, a new one if need be, still judges a program that does nothing. */
  async #canJudge(lane: Lane): Promise<boolean> {
    const limits = limitsOf(this.#options.limits, { cpuSeconds: PROBE_SECONDS });
    for (let tries = 0; tries < TRIES.waiting && !this.#closed; tries++) {
      let runner: Runner | undefined;
      try {
        runner = lane.runner ?? await this.#start(lane);
        return (await runner.run({ code: "pass", limits })).status === "passed";
      } catch (error) {
        if (lane.runner === runner) lane.runner = undefined;
        // It may have waited behind another program that ended the lane.
        if (!(error instanceof LaneLost) || error.program === "judged") return false;
      }
    }
    return false;
  }
}

/** Says which limits it had: a time-out, and whatever came of a second try. */
function limited(verdict: Verdict, limits: Limits, { job, again }: Waiting): Verdict {
  if (verdict.status !== "timeout" && !again) return verdict;
  const { cpuSeconds, wallSeconds } = limits;
  const told = { ...verdict, limit: { cpuSeconds, wallSeconds, tries: again ? 2 : 1 } };
  if (verdict.status !== "timeout" || !again && cpuSeconds === job.limits.cpuSeconds) return told;
  const usual = `${job.limits.cpuSeconds} s of CPU and ${job.limits.wallSeconds} s of wall time`;
  const now = `${cpuSeconds.toFixed(1)} s and ${wallSeconds.toFixed(1)} s`;
  const which = again ? "on the second try" : "as slow as this machine is";
  return { ...told, reason: `${verdict.reason}; ${usual} made ${now} ${which}` };
}
