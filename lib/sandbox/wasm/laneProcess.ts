/** A lane as its host sees it: a process that takes programs and gives verdicts. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Limits } from "../program.ts";
import type { LaneInput, LaneOutput } from "./lane.ts";
import { onLines } from "./onLines.ts";
import { denoArguments, denoEnvironment, denoProgram, moduleFile, pyodideUrl } from "./runtime.ts";

/** What a lane says of a program. */
export type LaneAnswer = Extract<LaneOutput, { id: number }>;

/** The process died: while it judged the program, or while the program waited behind another. */
export interface LaneDeath {
  died: "judged" | "waiting";
}

/** What a judge itself may use, beyond the wall limit of each process of a program. */
const JUDGE_SECONDS = 60;

/** Milliseconds that a process has to leave after its input has ended. */
const LEAVE_MS = 2000;

export class LaneProcess {
  /** Resolves with Python's version when the lane can judge. */
  readonly ready: Promise<string>;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: LaneAnswer | LaneDeath) => void>();
  readonly #ended: Promise<void>;
  #number = 0;
  #trouble = "";

  /** `wrapper` is a command that is to run the process, for instance the tests' outer guard. */
  constructor(snapshot: string, wrapper: string[] = [], judgeSeconds = JUDGE_SECONDS) {
    const url = pyodideUrl();
    const readable = [fileURLToPath(url), snapshot, moduleFile("../frame")];
    const args = denoArguments("lane", readable, [url, snapshot, String(judgeSeconds)]);
    const [command, ...before] = [...wrapper, denoProgram()];
    const child = spawn(command, [...before, ...args], {
      env: denoEnvironment(),
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#child = child;
    child.stderr.on("data", (chunk) => this.#trouble = (this.#trouble + chunk).slice(-500));
    child.stdin.on("error", () => {});
    let started!: (python: string) => void;
    let failed!: (reason: Error) => void;
    this.ready = new Promise((resolve, reject) => {
      started = resolve;
      failed = reject;
    });
    this.ready.catch(() => {});
    onLines(child.stdout, (line) => {
      const output = parsed(line);
      if (!output) return this.kill();
      if ("ready" in output) return started(output.python);
      this.#waiting.get(output.id)?.(output);
      this.#waiting.delete(output.id);
    });
    this.#ended = new Promise((end) => {
      const leave = () => {
        failed(
          new Error(`the wasm sandbox did not start: ${this.#trouble.trim() || "no reason given"}`),
        );
        // A lane judges in the order in which it was asked.
        let died: LaneDeath["died"] = "judged";
        for (const answer of this.#waiting.values()) {
          answer({ died });
          died = "waiting";
        }
        this.#waiting.clear();
        end();
      };
      child.on("close", leave);
      child.on("error", (error) => {
        this.#trouble = String(error);
        leave();
      });
    });
  }

  ask(program: string, limits: Limits): Promise<LaneAnswer | LaneDeath> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
      return Promise.resolve({ died: "judged" });
    }
    const id = ++this.#number;
    const input: LaneInput = { id, program, limits };
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child.stdin!.write(JSON.stringify(input) + "\n");
    });
  }

  /** The last words of the process on stderr. */
  get trouble(): string {
    return this.#trouble;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  /** Ends the process, by force where it does not leave. */
  async close(): Promise<void> {
    this.#child.stdin!.end();
    const timer = setTimeout(() => this.kill(), LEAVE_MS);
    await this.#ended;
    clearTimeout(timer);
  }
}

/** A line of the process, or undefined where it is none of ours. */
function parsed(line: string): LaneOutput | undefined {
  try {
    const output = JSON.parse(line);
    return typeof output === "object" && output !== null ? output : undefined;
  } catch {
    return undefined;
  }
}
