/**
 * The main thread of a lane's process: it boots the judge's and the candidate's workers, passes
 * programs in and verdicts out (a line of JSON each), and ends a judge that does not end itself.
 *
 * Run by `laneProcess.ts` with the permission to read the Pyodide package, this folder and the
 * snapshot, and nothing else.
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { Worker } from "node:worker_threads";
import type { Limits } from "../program.ts";
import type { CandidateStart } from "./candidateWorker.ts";
import type { LaneRequest } from "./candidateLane.ts";
import type { BootFiles } from "./interpreter.ts";
import type { GoesOn, JudgeReply, JudgeRequest } from "./judgeWorker.ts";
import { onLines } from "./onLines.ts";
import { STACK_MB } from "./runtime.ts";
import { Seat } from "./seat.ts";

/** What the host writes: a program, as JSON text in JSON. */
export interface LaneInput {
  id: number;
  program: string;
  limits: Limits;
}

/** What the host reads. */
export type LaneOutput =
  | { ready: true; python: string }
  | {
    id: number;
    reply: string;
    wallMs: number;
    /** MiB of memory that the process holds. */
    memoryMb: number;
    /** Candidate workers that were replaced since the start. */
    replaced: number;
  };

const [packageUrl, snapshotFile, judgeSeconds] = process.argv.slice(2);
/** A longer timer would end at once. */
const LONGEST_MS = 2 ** 31 - 1;
const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";

function bootFiles(): BootFiles {
  const bytes = readFileSync(snapshotFile);
  const snapshot = new SharedArrayBuffer(bytes.length);
  new Uint8Array(snapshot).set(bytes);
  const wasm = readFileSync(new URL("pyodide.asm.wasm", packageUrl));
  const pages = readFileSync(new URL("pages.wasm", import.meta.url));
  return {
    packageUrl,
    module: new WebAssembly.Module(wasm),
    pages: new WebAssembly.Module(pages),
    snapshot,
  };
}

/**
 * A worker with a stack as deep as Python's own limit on recursion in C, which only workers of this
 * kind get. It has the process's permissions: to read what everybody may have.
 */
function startWorker(
  name: string,
  onMessage: (data: unknown) => void,
  onError: (message: string) => void,
) {
  const worker = new Worker(new URL(`./${name}.${extension}`, import.meta.url), {
    name,
    resourceLimits: { stackSizeMb: STACK_MB },
  });
  worker.on("message", onMessage);
  worker.on("error", (error: Error) => onError(error.message));
  worker.on("exit", () => onError("it left"));
  return worker;
}

/** Ends a worker, which then has nothing more to say. */
function end(worker: Worker | undefined): void {
  worker?.removeAllListeners();
  void worker?.terminate();
}

/** What the judge's worker says. */
type Heard = GoesOn | JudgeReply | LaneRequest | { ready: true; python: string };

class LaneProcess {
  readonly #files = bootFiles();
  #candidate: Worker | undefined;
  #judge: Worker | undefined;
  #interrupt = new SharedArrayBuffer(4);
  #replaced = -1;
  #answers = 0;
  #lastMemory = 0;
  #current: { request: JudgeRequest; start: number; timer?: number } | undefined;
  readonly #queue: JudgeRequest[] = [];
  #judging = false;

  start(): void {
    this.#interrupt = new SharedArrayBuffer(4);
    this.#judging = false;
    const judge = startWorker(
      "judgeWorker",
      (data) => this.#heard(data as Heard),
      (message) => this.#judgeFailed(`the judge's worker failed: ${message}`),
    );
    this.#judge = judge;
    judge.postMessage({ files: this.#files, interrupt: this.#interrupt });
  }

  take({ id, program, limits }: LaneInput): void {
    this.#queue.push({ id, program, limits });
    this.#next();
  }

  #heard(data: Heard): void {
    if ("goesOn" in data) {
      this.#watch();
    } else if ("seat" in data) {
      this.#seat(data);
    } else if ("ready" in data) {
      this.#judging = true;
      write({ ready: true, python: data.python });
      this.#next();
    } else {
      this.#answer(data.id, data.reply);
    }
  }

  #seat({ seat }: LaneRequest): void {
    end(this.#candidate);
    this.#replaced++;
    this.#candidate = startWorker("candidateWorker", () => {}, (message) => {
      process.stderr.write(`the program's worker failed: ${message}\n`);
      new Seat(seat).end();
    });
    const start: CandidateStart = { files: this.#files, seat };
    this.#candidate.postMessage(start);
  }

  #next(): void {
    if (this.#current || !this.#judging) return;
    const request = this.#queue.shift();
    if (!request) return;
    // One that came too late for the program before.
    new Uint8Array(this.#interrupt)[0] = 0;
    this.#current = { request, start: performance.now() };
    this.#watch();
    this.#judge!.postMessage(request);
  }

  /** From now on the judge has the wall limit of one process, and what it may use itself. */
  #watch(): void {
    const current = this.#current;
    if (!current) return;
    clearTimeout(current.timer);
    const seconds = current.request.limits.wallSeconds + Number(judgeSeconds);
    const wait = Math.min(seconds * 1000, LONGEST_MS);
    current.timer = setTimeout(() => this.#interruptJudge(), wait) as unknown as number;
  }

  #answer(id: number, reply: string): void {
    const current = this.#current;
    if (!current || current.request.id !== id) return;
    clearTimeout(current.timer);
    this.#current = undefined;
    this.#next();
    write({
      id,
      reply,
      wallMs: Math.round((performance.now() - current.start) * 100) / 100,
      memoryMb: this.#memoryMb(),
      replaced: this.#replaced,
    });
  }

  /** Asking costs as much as passing on a verdict: not every time. */
  #memoryMb(): number {
    if (this.#answers++ % 16 === 0) this.#lastMemory = process.memoryUsage().rss >> 20;
    return this.#lastMemory;
  }

  #interruptJudge(): void {
    new Uint8Array(this.#interrupt)[0] = 2;
    const current = this.#current!;
    current.timer = setTimeout(
      () => this.#judgeFailed("the judge was still busy with it after the limit", "timeout"),
      2000,
    ) as unknown as number;
  }

  /** A judge that can judge but not this program: the program's doing. */
  #judgeFailed(reason: string, status: "timeout" | "killed" = "killed"): void {
    if (!this.#judging) giveUp(reason);
    end(this.#judge);
    this.start();
    const verdict = { status, reason, guarantee: "apart" };
    if (this.#current) this.#answer(this.#current.request.id, JSON.stringify({ verdict }));
  }
}

function write(output: LaneOutput): void {
  process.stdout.write(JSON.stringify(output) + "\n");
}

/** A judge that fails before it is ready would fail again. */
function giveUp(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

const lane = new LaneProcess();
lane.start();
onLines(process.stdin, (line) => lane.take(JSON.parse(line) as LaneInput));
process.stdin.on("close", () => process.exit(0));
