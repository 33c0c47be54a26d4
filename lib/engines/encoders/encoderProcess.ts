/** An encoder's process, seen from outside: started at the first question, ended by `close`. */
import { Buffer } from "node:buffer";
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { CodeToken } from "./codeEncoder.ts";
import type { Asked, Said } from "./encoderJob.ts";
import { saidLine } from "../saidLine.ts";

type Answer = Extract<Said, { id: number }>;
type Question = Asked extends infer A ? A extends { id: number } ? Omit<A, "id"> : never : never;
interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

export class EncoderProcess {
  readonly #name: string;
  readonly #command: () => Promise<string[]>;
  readonly #waiting = new Map<number, Waiting>();
  #running: Promise<ChildProcess> | undefined;
  #next = 0;
  #errors = "";

  /** @param command The program and its arguments; asked for when it is needed. */
  constructor(name: string, command: () => Promise<string[]>) {
    this.#name = name;
    this.#command = command;
  }

  async tokenize(text: string): Promise<CodeToken[]> {
    const said = await this.#ask({ text });
    return "tokens" in said ? said.tokens : [];
  }

  async embed(sequences: number[][], layer?: number): Promise<Float32Array[][]> {
    const said = await this.#ask({ sequences, layer });
    if (!("vectors" in said)) return [];
    return said.vectors.map((text) => {
      const bytes = Uint8Array.from(Buffer.from(text, "base64"));
      const all = new Float32Array(bytes.buffer), { width } = said;
      return Array.from(
        { length: all.length / width },
        (_, i) => all.subarray(i * width, (i + 1) * width),
      );
    });
  }

  async close(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    const child = await running?.catch(() => undefined);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("close", resolve));
    hold(child, true);
    child.stdin!.end();
    const late = setTimeout(() => child.kill("SIGKILL"), 2000);
    await ended;
    clearTimeout(late);
  }

  async #ask(question: Question): Promise<Answer> {
    this.#running ??= this.#start();
    const child = await this.#running;
    const id = this.#next++;
    if (this.#waiting.size === 0) hold(child, true);
    try {
      return await new Promise<Answer>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        child.stdin!.write(`${JSON.stringify({ ...question, id })}\n`);
      });
    } finally {
      this.#waiting.delete(id);
      if (this.#waiting.size === 0) hold(child, false);
    }
  }

  async #start(): Promise<ChildProcess> {
    try {
      const [program, ...args] = await this.#command();
      const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"], windowsHide: true });
      child.stdin.on("error", () => {}); // it ended: 'close' says so
      child.stderr.setEncoding("utf8");
      child.stderr.on("data", (text) => this.#errors = (this.#errors + text).slice(-4000));
      await new Promise<void>((resolve, reject) => {
        createInterface({ input: child.stdout }).on("line", (line) => {
          const said = saidLine<Said>(line);
          if (!said) return;
          if ("ready" in said) return resolve();
          if ("failed" in said) return reject(new Error(`${this.#name}: ${said.failed}`));
          const waiting = this.#waiting.get(said.id);
          if ("error" in said) waiting?.reject(new Error(`${this.#name}: ${said.error}`));
          else waiting?.resolve(said);
        });
        const over = (how: string) => {
          const last = this.#errors.trim().split("\n").at(-1)?.trim();
          const error = new Error(`${this.#name}: ${how}${last ? `: ${last.slice(0, 300)}` : ""}`);
          reject(error);
          for (const { reject } of this.#waiting.values()) reject(error);
          this.#running = undefined;
        };
        child.once("error", ({ message }) => over(`its process cannot be started: ${message}`));
        child.once("close", (code, signal) => over(`its process ended (${signal ?? code})`));
      });
      return child;
    } catch (error) {
      this.#running = undefined;
      throw error;
    }
  }
}

/** A program may end while the encoder waits for work, and may not while it is at work. */
function hold(child: ChildProcess, held: boolean) {
  for (const each of [child, child.stdin, child.stdout, child.stderr]) {
    const holder = each as unknown as { ref?(): void; unref?(): void };
    if (held) holder.ref?.();
    else holder.unref?.();
  }
}
