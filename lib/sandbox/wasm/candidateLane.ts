/** The judge's view of its candidate's worker: starts programs in it, passes text, keeps the time. */
import process from "node:process";
import type { Limits } from "../program.ts";
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
const INTERRUPT_MS = 20;
/** After its last answer a program has this long to end: long, as on a busy machine an honest one is late too. */
const FINISH_MS = 250;
const BOOT_MS = 60_000;
const HEADER = 4;

export class Lane {
  limits!: Limits;
  #seat: Seat;
  readonly #request: (request: LaneRequest) => void;
  #stop: Stop | undefined;
  #running = false;
  /** Of the program that runs: when it began, and how long the judge has waited for it. */
  #began = 0;
  #beganCpu = 0;
  #waited = 0;

  constructor(request: (request: LaneRequest) => void) {
    this.#request = request;
    this.#seat = new Seat();
    request({ seat: this.#seat.buffers });
  }

  start(job: string): void {
    if (this.#running) this.finish();
    this.#ready();
    this.#stop = undefined;
    this.#seat.open(this.limits);
    this.#running = true;
    this.#waited = 0;
    this.#began = performance.now();
    this.#beganCpu = cpuMs();
    this.send(job);
  }

  send(text: string): void {
    if (this.#stop || !this.#running) return;
    const body = new TextEncoder().encode(text);
    const frame = new Uint8Array(HEADER + body.length);
    new DataView(frame.buffer).setUint32(0, body.length, true);
    frame.set(body, HEADER);
    this.#move(
      frame,
      (offset) => this.#seat.toCandidate.write(frame, offset, frame.length - offset, this.#left()),
    );
  }

  /** The next message's text, or undefined when nothing more will come. */
  receive(): string | undefined {
    if (this.#stop || !this.#running) {
      this.#stop ??= { kind: "gone", detail: "" };
      return undefined;
    }
    const head = this.#exactly(HEADER);
    if (!head) return undefined;
    const size = new DataView(head.buffer).getUint32(0, true);
    if (size > MAX_MESSAGE) {
      this.#stop = { kind: "oversize", detail: `${size} bytes` };
      return undefined;
    }
    const body = this.#exactly(size);
    return body && new TextDecoder().decode(body);
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
    const cpu = this.#cpuUsed();
    seat.close();
    let state = seat.waitWhile([State.started], FINISH_MS);
    if (state === State.started) {
      seat.interrupt();
      state = seat.waitWhile([State.started], INTERRUPT_MS);
    }
    const ending = {
      exit: seat.exit ?? null,
      signal: null,
      cpuMs: round(cpu),
      memoryKb: seat.peakKb || null,
      stdout: seat.stdout,
      stdoutBytes: seat.stdoutBytes,
    };
    if (state === State.started || state === State.dead) this.#replace();
    return JSON.stringify(ending);
  }

  /** Waits until the candidate's worker can take a program. */
  #ready(): void {
    for (let attempt = 0; attempt < 3; attempt++) {
      const state = this.#seat.waitWhile([State.busy, State.ended], BOOT_MS);
      if (state === State.idle) return;
      this.#replace();
    }
    throw new Error("the candidate's worker does not start");
  }

  #replace(): void {
    this.#seat.close();
    this.#seat = new Seat();
    this.#request({ seat: this.#seat.buffers });
  }

  #exactly(size: number): Uint8Array<ArrayBuffer> | undefined {
    const bytes = new Uint8Array(size);
    const whole = this.#move(
      bytes,
      (offset) => this.#seat.toJudge.read(bytes, offset, size - offset, this.#left()),
    );
    return whole ? bytes : undefined;
  }

  /** Repeats a transfer until all of `bytes` has moved; false when the candidate stopped before. */
  #move(bytes: Uint8Array, transfer: (offset: number) => number): boolean {
    for (let offset = 0; offset < bytes.length;) {
      const start = performance.now();
      const size = transfer(offset);
      this.#waited += performance.now() - start;
      if (size > 0) {
        offset += size;
      } else if (size === 0) {
        this.#stop = { kind: "gone", detail: "" };
        return false;
      } else if (this.#outOfTime()) {
        return false;
      }
    }
    return true;
  }

  /** Milliseconds after which the limits are worth another look. */
  #left(): number {
    const cpu = this.limits.cpuSeconds * 1000 - this.#cpuUsed();
    const wall = this.limits.wallSeconds * 1000 - (performance.now() - this.#began);
    return Math.max(1, Math.min(cpu, wall));
  }

  /** Waiting counts as CPU time as far as the process used any: other processes may have had the cores. */
  #cpuUsed(): number {
    const judging = performance.now() - this.#began - this.#waited;
    return Math.max(0, Math.min(this.#waited, cpuMs() - this.#beganCpu - judging));
  }

  #outOfTime(): boolean {
    const cpu = this.#cpuUsed() >= this.limits.cpuSeconds * 1000 - 0.5;
    const wall = performance.now() - this.#began >= this.limits.wallSeconds * 1000;
    if (!cpu && !wall) return false;
    this.#stop = cpu
      ? { kind: "timeout", detail: `${this.limits.cpuSeconds} s of CPU time` }
      : { kind: "timeout", detail: `${this.limits.wallSeconds} s` };
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
