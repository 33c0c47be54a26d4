/**
 * A lane of the wasm engine: a process that judges, and its successor.
 *
 * Interpreters that have to be ended leave memory behind in their process, so a process that has
 * ended many, or has grown, gives way to a new one.
 */
import { existsSync } from "node:fs";
import { believed, killed } from "../believed.ts";
import { type Job, LaneLost, type Runner } from "../runner.ts";
import type { Verdict } from "../verdict.ts";
import { type LaneAnswer, LaneProcess } from "./laneProcess.ts";

const MAX_REPLACED = 25;
const MAX_MEMORY_MB = 1200;

interface Tenure {
  process: LaneProcess;
  busy: number;
}

export class WasmRunner implements Runner {
  /** One program that is judged and one that waits, so that the process is never idle. */
  readonly depth = 2;
  readonly #snapshot: string;
  readonly #wrapper: string[] | undefined;
  #current: Tenure;
  readonly #leaving = new Set<Promise<void>>();
  #closed = false;

  constructor(snapshot: string, wrapper?: string[]) {
    this.#snapshot = snapshot;
    this.#wrapper = wrapper;
    this.#current = this.#open();
  }

  /** Resolves with Python's version when the lane can judge. */
  get ready(): Promise<string> {
    return this.#current.process.ready;
  }

  /** The lane's present process. */
  get pid(): number | undefined {
    return this.#current.process.pid;
  }

  async run({ limits, ...program }: Job): Promise<Verdict> {
    const text = JSON.stringify(program);
    let reason = "";
    for (let deaths = 0; deaths < 2 && !this.#closed;) {
      const tenure = this.#current;
      tenure.busy++;
      const answer = await tenure.process.ask(text, limits);
      tenure.busy--;
      if (!("died" in answer)) {
        if (worn(answer)) this.#replace(tenure);
        this.#leave(tenure);
        return verdictOf(answer);
      }
      this.#replace(tenure);
      reason = tenure.process.trouble;
      // The programs behind the one that was judged are not to blame.
      if (answer.died === "judged") deaths++;
      // One that never ran is the machine's trouble.
      if (!await tenure.process.ready.then(() => true, () => false)) {
        throw new LaneLost(reason, "waiting");
      }
    }
    if (this.#closed) throw new Error("the sandbox is closed");
    // A later version cleared the cache; the next lane makes it again.
    if (!existsSync(this.#snapshot)) throw new LaneLost("the interpreter's snapshot is gone");
    const said = reason.trim().replaceAll("\n", " ").slice(0, 200);
    return killed(`the interpreter's process died twice: ${said}`, "wasm");
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([this.#current.process.close(), ...this.#leaving]);
  }

  #open(): Tenure {
    return { process: new LaneProcess(this.#snapshot, this.#wrapper), busy: 0 };
  }

  #replace(tenure: Tenure): void {
    if (this.#current === tenure && !this.#closed) this.#current = this.#open();
  }

  /** Ends a process that has a successor, after its last program. */
  #leave(tenure: Tenure): void {
    if (this.#current === tenure || tenure.busy > 0) return;
    const left = tenure.process.close().finally(() => this.#leaving.delete(left));
    this.#leaving.add(left);
  }
}

const worn = ({ replaced, memoryMb }: LaneAnswer) =>
  replaced > MAX_REPLACED || memoryMb > MAX_MEMORY_MB;

function verdictOf({ reply, wallMs }: LaneAnswer): Verdict {
  let said: { verdict?: object; broken?: string } | null = null;
  try {
    said = JSON.parse(reply);
  } catch {
    // As any other answer that is no verdict.
  }
  if (typeof said?.broken === "string") return { ...unjudged(said.broken), wallMs };
  return { ...believed({ ...said?.verdict, wallMs }, "wasm") };
}

function unjudged(reason: string): Verdict {
  return { ...killed(reason, "wasm"), status: "harness" };
}
