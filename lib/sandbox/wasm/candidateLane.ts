/** The judge's view of its candidate's worker: starts programs in it, passes text, keeps the time. */
import process from "node:process";
import { frame } from "../frame.ts";
import type { Limits } from "../program.ts";
import { Inbox } from "./inbox.ts";
import { Seat, type SeatBuffers, State } from "./seat.ts";

/** Asks for a candidate's worker on this seat, in the place of the one before. */
export interface LaneRequest {
  seat: SeatBuffers;
}

/** Why nothing more comes from a candidate; the kinds are those of `remote.py`. */
interface Stop {
  kind: "gone" | "timeout" | "garbage" | "oversize";
  detail: string;
}

const MAX_MESSAGE = 64 << 20;
/** After the interrupt a program has this long to end by itself. */
const INTERRUPT_MS = 10;
/** After its last answer a program has this long to end: long, as on a busy machine an honest one is late too. */
const FINISH_MS = 250;
const BOOT_MS = 60_000;
/** A candidate that has answered in part and goes on is heard after this long. */
const LISTEN_MS = 5;

export class Lane {
  #limits!: Limits;
  #seat: Seat;
  readonly #inbox = new Inbox();
  readonly #request: (request: LaneRequest) => void;
  readonly #goesOn: () => void;
  /** Processes that the program that is judged has had: one a case of its test, one more for its trace. */
  #processes = 0;
  #stop: Stop | undefined;
  #running = false;
  #output: Uint8Array = new Uint8Array();
  /** Nobody sits on the seat yet. */
  #vacant = true;
  /** Of the program that runs: when it began, and how long the judge has waited for it. */
  #began = 0;
  #beganCpu = 0;
  #waited = 0;

  /** `goesOn` is told of every process of a program after its first: limits hold for each. */
  constructor(request: (request: LaneRequest) => void, goesOn: () => void) {
    this.#request = request;
    this.#goesOn = goesOn;
    this.#seat = new Seat();
    this.settle();
  }

  /** Asks for a worker where the last one was lost: after the verdict, which is not to wait for that. */
  settle(): void {
    if (!this.#vacant) return;
    this.#vacant = false;
    this.#request({ seat: this.#seat.buffers });
  }

  /** Another program, with these limits. */
  open(limits: Limits): void {
    this.#limits = limits;
    this.#processes = 0;
  }

  /** `whole`: bytes of output that are compared, if that is more than what is shown. */
  start(job: string, whole: number): void {
    if (this.#running) this.finish();
    this.#ready();
    if (++this.#processes > 1) this.#goesOn();
    this.#stop = undefined;
    this.#seat.open({ ...this.#limits, outputBytes: Math.max(whole, this.#limits.outputBytes) });
    this.#running = true;
    this.#waited = 0;
    this.#began = performance.now();
    this.#beganCpu = cpuMs();
    const bytes = frame(job);
    const written = this.#seat.toCandidate.write(bytes, 0, bytes.length);
    this.#seat.state = State.started;
    this.#write(bytes, written);
  }

  send(text: string): void {
    if (!this.#stop && this.#running) this.#write(frame(text), 0);
  }

  /** The next messages' texts, a line each, or undefined when nothing more will come. */
  receive(): string | undefined {
    if (this.#stop || !this.#running) {
      this.#stop ??= { kind: "gone", detail: "" };
      return undefined;
    }
    const inbox = this.#inbox;
    const read = (bytes: Uint8Array, offset: number, length: number) =>
      this.#seat.toJudge.read(bytes, offset, length, this.#left());
    for (;;) {
      const texts = inbox.take();
      if (texts !== undefined) return texts;
      if ((inbox.expected ?? 0) > MAX_MESSAGE) {
        this.#stop = { kind: "oversize", detail: `${inbox.expected} bytes` };
        return undefined;
      }
      inbox.grow();
      if (this.#moved(() => inbox.fill(read)) === undefined) return undefined;
    }
  }

  /** JSON text of why `receive` gave nothing. */
  stopped(): string {
    return JSON.stringify(this.#stop ?? { kind: "gone", detail: "" });
  }

  /** Ends the program: JSON text of what is known of it. */
  finish(): string {
    const seat = this.#seat;
    if (!this.#running) return JSON.stringify({});
    this.#running = false;
    this.#inbox.clear();
    const cpu = this.#cpuUsed();
    seat.close();
    const patience = this.#stop?.kind === "timeout" ? INTERRUPT_MS : FINISH_MS;
    let state = seat.waitWhile([State.started], patience);
    if (state === State.started) {
      seat.interrupt();
      state = seat.waitWhile([State.started], INTERRUPT_MS);
    }
    this.#output = seat.output;
    const shown = this.#output.subarray(0, this.#limits.outputBytes);
    const ending = {
      exit: seat.exit ?? null,
      signal: null,
      cpuMs: round(cpu),
      memoryKb: seat.peakKb || null,
      stdout: new TextDecoder().decode(shown),
      stdoutBytes: seat.stdoutBytes,
    };
    if (state === State.started || state === State.dead) this.#replace();
    return JSON.stringify(ending);
  }

  /** The output of the program that `finish` has ended. */
  output(): Uint8Array {
    return this.#output;
  }

  /** Waits until the candidate's worker can take a program. */
  #ready(): void {
    for (let attempt = 0; attempt < 3; attempt++) {
      this.settle();
      const state = this.#seat.waitWhile([State.busy, State.ended], BOOT_MS);
      if (state === State.idle) return;
      this.#replace();
    }
    throw new Error("the candidate's worker does not start");
  }

  #replace(): void {
    this.#seat.close();
    this.#seat = new Seat();
    this.#vacant = true;
  }

  #write(bytes: Uint8Array, from: number): void {
    const pipe = this.#seat.toCandidate;
    const write = (offset: number) =>
      pipe.write(bytes, offset, bytes.length - offset, this.#left());
    for (let offset = from; offset < bytes.length;) {
      const size = this.#moved(() => write(offset), "written");
      if (size === undefined) return;
      offset += size;
    }
    pipe.wake();
  }

  /**
   * Repeats a transfer until something has moved: how much, or undefined when the candidate stopped before.
   * What can no longer be written to it is no end: what it said before is still to be read.
   */
  #moved(transfer: () => number, what: "read" | "written" = "read"): number | undefined {
    for (;;) {
      const start = performance.now();
      const size = transfer();
      this.#waited += performance.now() - start;
      if (size > 0) return size;
      if (size === 0 && what === "read") this.#stop = { kind: "gone", detail: "" };
      if (size === 0 || this.#outOfTime()) return undefined;
    }
  }

  /** Milliseconds after which the limits are worth another look. */
  #left(): number {
    const { cpuSeconds } = this.#limits;
    // It has used no more than we have waited: mostly nobody needs to ask the system.
    const most = cpuSeconds * 1000 - this.#waited;
    const cpu = most > LISTEN_MS ? most : cpuSeconds * 1000 - this.#cpuUsed();
    const wall = this.#limits.wallSeconds * 1000 - (performance.now() - this.#began);
    return Math.max(1, Math.min(cpu, wall, LISTEN_MS));
  }

  /** Waiting counts as CPU time as far as the process used any: other processes may have had the cores. */
  #cpuUsed(): number {
    const judging = performance.now() - this.#began - this.#waited;
    return Math.max(0, Math.min(this.#waited, cpuMs() - this.#beganCpu - judging));
  }

  #outOfTime(): boolean {
    const cpu = this.#cpuUsed() >= this.#limits.cpuSeconds * 1000 - 0.5;
    const wall = performance.now() - this.#began >= this.#limits.wallSeconds * 1000;
    if (!cpu && !wall) return false;
    this.#stop = cpu
      ? { kind: "timeout", detail: `${this.#limits.cpuSeconds} s of CPU time` }
      : { kind: "timeout", detail: `${this.#limits.wallSeconds} s` };
    this.#seat.interrupt();
    this.#seat.close();
    return true;
  }
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const round = (ms: number): number => Math.round(ms * 100) / 100;
