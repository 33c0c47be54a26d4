/** One lane of the native engine: a `lane.py` process, spoken to in frames of length and JSON. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { frame } from "../frame.ts";
import type { Limits } from "../program.ts";
import { type Job, LaneLost, type Runner } from "../runner.ts";
import { believed } from "../believed.ts";
import type { Verdict } from "../verdict.ts";
import { Frames } from "./frames.ts";
import { Watchdog } from "./watchdog.ts";

export interface LaneOptions {
  executable: string;
  isolation: "namespaces" | "landlock";
  profile: "plain" | "science";
  /** Shared libraries outside of the interpreter's own folders that it needs. */
  libraries?: string[];
  /** Modules to try inside before the lane is called ready. */
  modules?: string[];
  /** Which of how many lanes this is: it keeps to one core where there is a lane for every core. */
  place?: { number: number; of: number };
  /** A command that runs the lane, for instance the guard of the attack battery. */
  wrapper?: string[];
  /** Another copy of `lane.py`, for the test of where one may lie. */
  script?: string;
  /** What the judge itself may use, beyond the wall time of each process of a program. @default {20} */
  judgeSeconds?: number;
}

interface Waiting {
  resolve: (message: unknown) => void;
  reject: (error: Error) => void;
  /** Of the program; absent while the lane starts. */
  limits?: Limits;
}

const JUDGE_SECONDS = 20;

/** MiB of a program's private /tmp. */
const TMP_MB = 64;
const ownScript = fileURLToPath(new URL("./lane.py", import.meta.url));

export class NativeLane implements Runner {
  /** One program is judged while the next one already lies in the pipe. */
  readonly depth = 2;
  readonly protection: string;
  readonly #process: ChildProcess;
  readonly #waiting: Waiting[];
  readonly #watchdog: Watchdog;
  readonly #killedBy: "SIGTERM" | "SIGKILL";

  readonly #judgeSeconds: number;

  private constructor(
    process: ChildProcess,
    waiting: Waiting[],
    watchdog: Watchdog,
    protection: string,
    laneOptions: LaneOptions,
  ) {
    this.#process = process;
    this.#watchdog = watchdog;
    this.#judgeSeconds = laneOptions.judgeSeconds ?? JUDGE_SECONDS;
    this.#killedBy = signalOf(laneOptions);
    this.#waiting = waiting;
    this.protection = protection;
  }

  /** Starts a lane; rejects with the cause where its isolation is refused. */
  static async start(laneOptions: LaneOptions): Promise<NativeLane> {
    const { executable, wrapper = [], script = ownScript, judgeSeconds, ...settings } = laneOptions;
    const options = JSON.stringify({ ...settings, tmpMb: TMP_MB });
    // No -I: it would ignore the hash seed. The environment is ours and holds nothing else.
    const command = [executable, "-s", "-W", "ignore", "-X", "utf8", script, options];
    const [first, ...rest] = [...wrapper, ...command];
    const process = spawn(first, rest, {
      stdio: ["pipe", "pipe", "pipe"],
      env: { PYTHONHASHSEED: "0", PATH: "/usr/bin:/bin", LANG: "C.UTF-8" },
    });
    const waiting: Waiting[] = [];
    const ready = new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    const watchdog = listen(process, waiting, signalOf(laneOptions), judgeSeconds);
    const hello = await ready as Record<string, unknown>;
    if (typeof hello.refused === "string") throw new Error(hello.refused);
    return new NativeLane(process, waiting, watchdog, String(hello.protection), laneOptions);
  }

  /** The process, for tests that kill it. */
  get pid(): number {
    return this.#process.pid!;
  }

  async run(job: Job): Promise<Verdict> {
    const { stdin } = this.#process;
    if (this.#ended || !stdin?.writable) throw new LaneLost("the lane has ended", "waiting");
    const reply = new Promise((resolve, reject) =>
      this.#waiting.push({ resolve, reject, limits: job.limits })
    );
    if (this.#waiting.length === 1) this.#watchdog.watch(patience(job, this.#judgeSeconds));
    stdin.write(frame(JSON.stringify(job)));
    return believed(await reply, "native");
  }

  get #ended(): boolean {
    const { exitCode, signalCode, killed } = this.#process;
    return exitCode !== null || signalCode !== null || killed;
  }

  async close(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode !== null || signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once("close", resolve));
    if (this.#waiting.length) this.kill();
    else this.#process.stdin?.end();
    await ended;
  }

  kill(): void {
    this.#process.kill(this.#killedBy);
  }
}

/** Under Landlock a lane has a folder on disk, which it takes with it. */
const signalOf = ({ isolation }: LaneOptions) => isolation === "landlock" ? "SIGTERM" : "SIGKILL";

/** Seconds after which a program's next frame must have come. */
const patience = (waiting: { limits?: Limits } | undefined, judgeSeconds: number) =>
  waiting?.limits && waiting.limits.wallSeconds + judgeSeconds;

/** Hands each arriving frame to the one who waits longest; what is no frame of ours ends the lane. */
function listen(
  process: ChildProcess,
  waiting: Waiting[],
  killedBy: "SIGTERM" | "SIGKILL",
  judgeSeconds = JUDGE_SECONDS,
): Watchdog {
  const frames = new Frames();
  let complaint = "";
  let late = false;
  const watchdog = new Watchdog(() => {
    const { limits, resolve } = waiting.shift()!;
    late = true;
    const reason = `the judge was still busy with it ${judgeSeconds} s after the limit of ` +
      `${limits!.wallSeconds} s`;
    process.kill(killedBy);
    resolve({
      status: "timeout",
      reason,
      guarantee: "apart",
      wallMs: patience({ limits }, judgeSeconds)! * 1000,
    });
  });
  process.stderr!.on("data", (chunk) => complaint = (complaint + chunk).slice(-2000));
  process.stdout!.on("data", (chunk: Uint8Array) => {
    try {
      for (const message of frames.push(chunk)) {
        if (!isSign(message)) waiting.shift()?.resolve(message);
        watchdog.watch(patience(waiting[0], judgeSeconds));
      }
    } catch (error) {
      complaint = `it sent what is no message: ${(error as Error).message}`;
      process.kill(killedBy);
    }
  });
  const lost = (why: string) => {
    watchdog.watch(undefined);
    const last = complaint.trim().split("\n").at(-1);
    for (const [place, { reject }] of waiting.splice(0).entries()) {
      reject(
        new LaneLost(last ? `${why}: ${last}` : why, place === 0 && !late ? "judged" : "waiting"),
      );
    }
  };
  process.on("error", (error) => lost(error.message));
  process.on("close", (code, signal) => lost(`the lane ended with ${signal ?? `code ${code}`}`));
  process.stdin!.on("error", () => {});
  return watchdog;
}

/** The judge has begun with another process of the same program. */
const isSign = (message: unknown) =>
  typeof message === "object" && message !== null && "goesOn" in message;
