/** One lane of the native engine: a `lane.py` process, spoken to in frames of length and JSON. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { frame } from "../frame.ts";
import type { Job, Runner } from "../runner.ts";
import { LaneLost } from "../runner.ts";
import { Trace } from "../trace.ts";
import type { Verdict } from "../verdict.ts";
import { Frames } from "./frames.ts";

export interface LaneOptions {
  executable: string;
  isolation: "namespaces" | "landlock";
  profile: "plain" | "science";
  /** Which of how many lanes this is: it keeps to one core where there is a lane for every core. */
  place?: { number: number; of: number };
  /** A command that runs the lane, for instance the guard of the attack battery. */
  wrapper?: string[];
}

interface Waiting {
  resolve: (message: Record<string, unknown>) => void;
  reject: (error: Error) => void;
}

/** MiB of a program's private /tmp. */
const TMP_MB = 64;
const script = fileURLToPath(new URL("./lane.py", import.meta.url));

export class NativeLane implements Runner {
  /** One program is judged while the next one already lies in the pipe. */
  readonly depth = 2;
  readonly protection: string;
  readonly #process: ChildProcess;
  readonly #waiting: Waiting[];
  /** Under Landlock a lane has a folder on disk, which it takes with it. */
  readonly #killedBy: "SIGTERM" | "SIGKILL";

  private constructor(
    process: ChildProcess,
    waiting: Waiting[],
    protection: string,
    { isolation }: LaneOptions,
  ) {
    this.#process = process;
    this.#killedBy = isolation === "landlock" ? "SIGTERM" : "SIGKILL";
    this.#waiting = waiting;
    this.protection = protection;
  }

  /** Starts a lane; rejects with the cause where its isolation is refused. */
  static async start(laneOptions: LaneOptions): Promise<NativeLane> {
    const { executable, isolation, profile, place, wrapper = [] } = laneOptions;
    const options = JSON.stringify({ isolation, profile, place, tmpMb: TMP_MB });
    // No -I: it would ignore the hash seed. The environment is ours and holds nothing else.
    const command = [executable, "-s", "-W", "ignore", "-X", "utf8", script, options];
    const [first, ...rest] = [...wrapper, ...command];
    const process = spawn(first, rest, {
      stdio: ["pipe", "pipe", "pipe"],
      env: { PYTHONHASHSEED: "0", PATH: "/usr/bin:/bin", LANG: "C.UTF-8" },
    });
    const waiting: Waiting[] = [];
    const ready = new Promise<Record<string, unknown>>((resolve, reject) =>
      waiting.push({ resolve, reject })
    );
    listen(process, waiting);
    const hello = await ready;
    if (typeof hello.refused === "string") throw new Error(hello.refused);
    return new NativeLane(process, waiting, String(hello.protection), laneOptions);
  }

  /** The process, for tests that kill it. */
  get pid(): number {
    return this.#process.pid!;
  }

  async run(job: Job): Promise<Verdict> {
    const { stdin } = this.#process;
    if (!stdin?.writable) throw new LaneLost("the lane has ended");
    const reply = new Promise<Record<string, unknown>>((resolve, reject) =>
      this.#waiting.push({ resolve, reject })
    );
    stdin.write(frame(JSON.stringify(job)));
    const verdict = { stdout: "", stdoutBytes: 0, cpuMs: 0, ...await reply, engine: "native" };
    return checked(verdict as Verdict);
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

/** Hands each arriving frame to the one who waits longest. */
function listen(process: ChildProcess, waiting: Waiting[]) {
  const frames = new Frames();
  let complaint = "";
  process.stderr!.on("data", (chunk) => complaint = (complaint + chunk).slice(-2000));
  process.stdout!.on("data", (chunk: Uint8Array) => {
    for (const message of frames.push(chunk)) waiting.shift()?.resolve(message);
  });
  const lost = (why: string) => {
    const last = complaint.trim().split("\n").at(-1);
    for (const { reject } of waiting.splice(0)) {
      reject(new LaneLost(last ? `${why}: ${last}` : why));
    }
  };
  process.on("error", (error) => lost(error.message));
  process.on("close", (code, signal) => lost(`the lane ended with ${signal ?? `code ${code}`}`));
  process.stdin!.on("error", () => {});
}

/** A trace is made in the program's own process: it is kept only if it has the right shape. */
function checked(verdict: Verdict): Verdict {
  if (!verdict.trace) return verdict;
  const { success, data } = Trace.safeParse(verdict.trace);
  return { ...verdict, trace: success ? data : undefined };
}
