/** The engine's process, seen from here: started, asked, watched. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Asked, Job, Said, Settings, Written } from "./job.ts";
import { saidLine } from "../saidLine.ts";

/** The process ended while it was needed; another one may answer. */
export class EngineEnded extends Error {
  override readonly name = "EngineEnded";
}

interface Waiting {
  resolve(written: Written): void;
  reject(error: Error): void;
  piece?: (text: string) => void;
}

type Ready = Extract<Said, { ready: unknown }>["ready"];

/** One process with one model in it. */
export class LlamaProcess {
  /** Resolves when the model is loaded; rejects, in a line, when it cannot be. */
  readonly ready: Promise<Ready>;
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;
  #gone = false;
  #errors = "";

  constructor(settings: Settings) {
    const child = this.#child = spawn(process.execPath, command(settings), {
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
    });
    child.stdin!.on("error", () => {}); // it ended: 'close' says so
    child.stderr!.setEncoding("utf8");
    child.stderr!.on("data", (text) => this.#errors = (this.#errors + text).slice(-4000));
    let ready!: (ready: Ready) => void, failed!: (error: Error) => void;
    this.ready = new Promise((resolve, reject) => [ready, failed] = [resolve, reject]);
    this.ready.catch(() => {}); // told to whoever asks
    createInterface({ input: child.stdout! }).on("line", (line) => {
      const said = saidLine<Said>(line);
      if (!said) return;
      if ("ready" in said) return ready(said.ready);
      if ("failed" in said) return failed(new Error(this.#because(said.failed)));
      const waiting = this.#waiting.get(said.id);
      if (!waiting) return;
      if ("piece" in said) return waiting.piece?.(said.piece);
      this.#waiting.delete(said.id);
      if ("written" in said) waiting.resolve(said.written);
      else waiting.reject(new Error(said.error));
    });
    this.ended = new Promise((resolve) => {
      const over = (how: string) => {
        if (this.#gone) return;
        this.#gone = true;
        const error = new EngineEnded(this.#because(how));
        failed(error);
        for (const { reject } of this.#waiting.values()) reject(error);
        this.#waiting.clear();
        resolve();
      };
      child.once(
        "error",
        (error) => over(`the engine's process cannot be started: ${error.message}`),
      );
      child.once("close", (code, signal) => {
        const memory = signal === "SIGKILL" ? ": was the memory full?" : "";
        over(`the engine's process ended (${signal ?? `exit code ${code}`}${memory})`);
      });
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** Asks for one reply. */
  async write(
    job: Job,
    { signal, piece }: { signal?: AbortSignal; piece?: (text: string) => void } = {},
  ): Promise<Written> {
    signal?.throwIfAborted();
    if (this.#gone) throw new EngineEnded(this.#because("the engine's process ended"));
    const id = this.#next++;
    if (this.#waiting.size === 0) this.#hold(true);
    const abort = () => this.#send({ abort: id });
    signal?.addEventListener("abort", abort, { once: true });
    try {
      return await new Promise<Written>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject, piece });
        this.#send({ id, job });
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener("abort", abort);
      if (this.#waiting.size === 0) this.#hold(false);
    }
  }

  /** Lets it end, whatever it is doing. */
  async close(): Promise<void> {
    this.#hold(true);
    this.#child.stdin!.end();
    const late = setTimeout(() => this.#child.kill("SIGKILL"), 2000);
    await this.ended;
    clearTimeout(late);
  }

  /** A program may end while the engine waits for work, and may not while it is at work. */
  #hold(held: boolean) {
    const child = this.#child;
    for (const each of [child, child.stdin, child.stdout, child.stderr]) {
      const holder = each as unknown as { ref?(): void; unref?(): void };
      if (held) holder.ref?.();
      else holder.unref?.();
    }
  }

  #send(asked: Asked) {
    if (!this.#gone) this.#child.stdin!.write(`${JSON.stringify(asked)}\n`);
  }

  /** What happened, with the last thing that llama.cpp said of it. */
  #because(what: string): string {
    const last = this.#errors.trim().split("\n").at(-1)?.trim();
    return last && !what.includes(last) ? `${what}: ${last.slice(0, 300)}` : what;
  }
}

/** The worker's arguments, as a program of Deno or of Node; what is built for Node has no `.ts`. */
function command(settings: Settings): string[] {
  const [source, built] = ["worker.ts", "worker.js"].map((name) =>
    fileURLToPath(new URL(`./${name}`, import.meta.url))
  );
  const deno = process.versions.deno ? ["run", "-A", "--no-config", "--no-lock", "--quiet"] : [];
  return [...deno, existsSync(source) ? source : built, JSON.stringify(settings)];
}
