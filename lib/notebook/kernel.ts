/**
 * A Jupyter kernel as a child process: start it, run code, get every output, end it.
 *
 * Deno 2.9 publishes some outputs a few milliseconds *after* its `idle` status, and where the next
 * request came meanwhile, as an output of that one: {@linkcode Kernel.settle} waits for them and
 * gives them to the code they are of. A kernel has all permissions of its user: never run untrusted
 * code in a cell.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import { deferred } from "../base/mod.ts";
import { KernelBroken, KernelDied, KernelTimeout } from "./kernelErrors.ts";
import type { KernelSpec } from "./kernelSpec.ts";
import { decodeMessage, encodeMessage, type Message } from "./message.ts";
import { ZmtpSocket } from "./zmtp.ts";

/** What a timer can count, 24 days; a longer one would be over at once. */
const longestTimer = 2 ** 31 - 1;

export interface KernelOptions {
  /** The kernel's working directory: the notebook's folder. */
  cwd: string;
  /** Added to this process's environment. */
  env?: Record<string, string>;
  /** How long the start may take. @default {60000} */
  timeoutMs?: number;
}

/** What became of a cell: the content of its `execute_reply`. */
export interface CellReply {
  status: "ok" | "error" | "abort" | "aborted";
  execution_count?: number;
  ename?: string;
  evalue?: string;
  traceback?: string[];
}

type Listener = (message: Message) => void;

/**
 * A running Jupyter kernel.
 *
 * @example
 * ```ts
 * import { Kernel, kernelSpec } from "tracelab/notebook";
 * import process from "node:process";
 * const kernel = await Kernel.start(kernelSpec("deno"), { cwd: process.cwd() });
 * const reply = await kernel.execute("1 + 1", ({ content }) => console.log(content), { timeoutMs: 60_000 });
 * reply.status; // "ok"
 * await kernel.close();
 * ```
 */
export class Kernel {
  #key = randomUUID();
  #session = randomUUID();
  #folder = "";
  #process!: ChildProcess;
  #shell!: ZmtpSocket;
  #control!: ZmtpSocket;
  #iopub!: ZmtpSocket;
  #replies = new Map<string, Listener>();
  #outputs = new Map<string, Listener>();
  #printed = "";
  /** When the last output came, of whatever code. */
  #lastOutput = 0;
  /** Rejects when the process ends. */
  #died!: Promise<never>;
  #exited!: Promise<unknown>;
  /** `language_info` of the kernel, as notebooks keep it. */
  languageInfo: Record<string, unknown> = {};

  private constructor(readonly spec: KernelSpec) {}

  static async start(spec: KernelSpec, options: KernelOptions): Promise<Kernel> {
    const kernel = new Kernel(spec);
    try {
      await kernel.#start(options);
      return kernel;
    } catch (error) {
      await kernel.close();
      throw error;
    }
  }

  async #start({ cwd, env, timeoutMs = 60_000 }: KernelOptions) {
    this.#folder = await mkdtemp(join(tmpdir(), "tracelab-kernel-"));
    const [shell, iopub, stdin, control, heartbeat] = await freePorts(5);
    const file = join(this.#folder, "connection.json");
    const connection = {
      ip: "127.0.0.1",
      transport: "tcp",
      shell_port: shell,
      iopub_port: iopub,
      stdin_port: stdin,
      control_port: control,
      hb_port: heartbeat,
      signature_scheme: "hmac-sha256",
      key: this.#key,
      kernel_name: this.spec.name,
    };
    await writeFile(file, JSON.stringify(connection), { mode: 0o600 });
    const [command, ...args] = this.spec.command.map((a) => a.replace("{connection_file}", file));
    this.#process = spawn(command, args, {
      cwd,
      env: { ...process.env, NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#watch();
    const options = { identity: this.#session, timeoutMs };
    const sockets = Promise.all([
      ZmtpSocket.connect(shell, "DEALER", options),
      ZmtpSocket.connect(control, "DEALER", options),
      ZmtpSocket.connect(iopub, "SUB", options),
    ]);
    [this.#shell, this.#control, this.#iopub] = await Promise.race([sockets, this.#died]);
    this.#iopub.subscribe("");
    this.#pump(this.#shell, this.#replies);
    this.#pump(this.#control, this.#replies);
    this.#pump(this.#iopub, this.#outputs);
    await this.#ready(timeoutMs);
  }

  #watch() {
    const keep = (data: Uint8Array) => {
      const text = new TextDecoder().decode(data).replace(
        /^Warning "deno jupyter" is unstable.*\n/m,
        "",
      );
      this.#printed = (this.#printed + text).slice(-20_000);
    };
    this.#process.stdout!.on("data", keep);
    this.#process.stderr!.on("data", keep);
    const died = deferred<never>(), exited = deferred();
    this.#died = died.promise;
    this.#exited = exited.promise;
    this.#process.once("error", (error) => {
      died.reject(new KernelDied(error.message, ""));
      exited.resolve();
    });
    this.#process.once("exit", (code, signal) => {
      exited.resolve();
      const die = () => died.reject(new KernelDied(signal ?? `exit ${code}`, this.#printed));
      globalThis.setTimeout(die, 20); // its last words may still be in the pipe
    });
  }

  /** Asks until a reply came *and* its status was published: only then no output can be missed. */
  async #ready(timeoutMs: number) {
    const until = Date.now() + timeoutMs;
    let published = false;
    while (true) {
      const answered = await Promise.race([
        this.#request(this.#shell, "kernel_info_request", {}, () => published = true),
        sleep(500),
        this.#died,
      ]);
      if (answered) this.languageInfo = answered.content.language_info;
      if (!published) await sleep(10);
      if (published && answered) return;
      if (Date.now() > until) throw new KernelTimeout("the kernel's start", timeoutMs);
    }
  }

  async #pump(socket: ZmtpSocket, listeners: Map<string, Listener>) {
    for (let frames = await socket.receive(); frames; frames = await socket.receive()) {
      const message = decodeMessage(frames, this.#key);
      if (listeners === this.#outputs && message.type !== "status") this.#lastOutput = Date.now();
      if (message.parent) listeners.get(message.parent)?.(message);
    }
  }

  #request(
    socket: ZmtpSocket,
    type: string,
    content: unknown,
    onOutput?: Listener,
  ): Promise<Message> {
    const { id, frames } = encodeMessage(type, content, {
      key: this.#key,
      session: this.#session,
    });
    return new Promise((resolve) => {
      this.#replies.set(id, (message) => {
        this.#replies.delete(id);
        resolve(message);
      });
      if (onOutput) this.#outputs.set(id, onOutput);
      socket.send(frames);
    });
  }

  /**
   * Runs code; resolves after both its reply and its `idle` status.
   *
   * @param onOutput gets every message that the code causes, also those that come after `idle`
   * @throws {KernelDied} when the process ends meanwhile
   * @throws {KernelTimeout} after `timeoutMs`; the kernel is then busy for good: close it
   */
  async execute(
    code: string,
    onOutput: (message: Message) => void,
    { timeoutMs, silent = false }: { timeoutMs?: number; silent?: boolean } = {},
  ): Promise<CellReply> {
    const idle = deferred();
    const reply = this.#request(this.#shell, "execute_request", {
      code,
      silent,
      store_history: !silent,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    }, (message) => {
      if (message.type !== "status") onOutput(message);
      else if (message.content.execution_state === "idle") idle.resolve();
    });
    const late = deferred<never>();
    const timer = timeoutMs === undefined || timeoutMs > longestTimer
      ? undefined
      : globalThis.setTimeout(
        () => late.reject(new KernelTimeout("the cell", timeoutMs)),
        timeoutMs,
      );
    try {
      const both = Promise.all([reply, idle.promise]);
      const [message] = await Promise.race([both, this.#died, late.promise]);
      return message.content;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Waits for the outputs that come after `idle`: runs the kernel's fence, whose own outputs queue
   * up behind all earlier ones, and waits for those.
   *
   * @param onOutput gets what came as an output of the fence, though the code before it caused it
   * @throws {KernelBroken} when the kernel answers, but cannot execute even the fence
   * @throws {KernelDied} when the process ends meanwhile
   * @throws {KernelTimeout} after `maxMs` without an output
   */
  async settle(
    onOutput: (message: Message) => void = () => {},
    { maxMs = 30_000 } = {},
  ): Promise<void> {
    const { code, outputs } = this.spec.fence;
    const mark = `--- ${randomUUID()} ---`;
    const passed = deferred();
    const missing = new Set(outputs);
    let printed = "", complaint = "";
    const listen = (message: Message) => {
      const { type, content } = message;
      if (type === "stream" && content.name === "stderr") complaint += content.text;
      if (type === "stream" && content.name === "stdout") {
        printed += content.text; // a pipe may cut the mark in two
        if (!printed.includes(`${mark}\n`)) return;
        const text = printed.replace(`${mark}\n`, "");
        if (text) onOutput({ ...message, content: { ...content, text } });
        printed = "";
        missing.delete(type);
      } else if (type === "display_data" && content.data["text/plain"] === mark) {
        missing.delete(type);
      } else if (type !== "execute_input") onOutput(message);
      if (missing.size === 0) passed.resolve();
    };
    const fence = async () => {
      for (let errors = 0;;) {
        complaint = "";
        const reply = await this.execute(code(mark), listen, { silent: true });
        if (reply.status === "ok") break;
        // For 200 ms after an error tslab answers "abort"; an error of the fence is the kernel's own.
        if (reply.status === "error" && ++errors === 2) {
          const said = [reply.ename, reply.evalue].filter(Boolean).join(": ") || complaint;
          throw new KernelBroken(said.trim().split("\n")[0] || "no message");
        }
        await sleep(50);
      }
      await passed.promise;
    };
    const stop = new AbortController();
    const late = (async () => {
      for (const began = Date.now();;) {
        const left = Math.max(began, this.#lastOutput) + maxMs - Date.now();
        if (left <= 0) throw new KernelTimeout("waiting for the last outputs", maxMs);
        await sleep(left, stop.signal);
      }
    })();
    late.catch(() => {}); // when the fence has passed, nobody waits for it
    try {
      await Promise.race([fence(), late, this.#died]);
    } finally {
      stop.abort();
    }
  }

  /** Interrupts the running cell, by the signal that Jupyter sends. */
  interrupt(): void {
    this.#process.kill("SIGINT");
  }

  /** Ends the process at once; what waits for it gets {@linkcode KernelDied}. */
  kill(): void {
    this.#process.kill("SIGKILL");
  }

  /** Asks the kernel to end, kills it after 1.5 s, and frees everything. */
  async close(): Promise<void> {
    const alive = this.#process && this.#process.exitCode === null && this.#process.pid;
    if (alive) {
      // A lost connection is no matter here: the kill below ends the kernel.
      if (this.#control) {
        this.#request(this.#control, "shutdown_request", { restart: false }).catch(() => {});
      }
      await Promise.race([this.#exited, sleep(this.#control ? 1500 : 0)]);
      this.#process.kill("SIGKILL");
      await this.#exited;
    }
    for (const socket of [this.#shell, this.#control, this.#iopub]) socket?.close();
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** Waits, without keeping the process alive for it. */
function sleep(milliseconds: number, signal?: AbortSignal): Promise<undefined> {
  return setTimeout(milliseconds, undefined, { ref: false, signal });
}

/** Ports that were free a moment ago; all are held at once, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => net.createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => server.listening || once(server, "listening")));
  const ports = servers.map((server) => (server.address() as net.AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}
