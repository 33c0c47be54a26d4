/** A Redis of a test's own: a free port, an append-only file in a folder that goes with it. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./freePort.ts";

export class RedisServer implements AsyncDisposable {
  #child: ChildProcess | undefined;

  readonly password = "a password";

  private constructor(readonly port: number, readonly folder: string, readonly host: string) {}

  static async start({ host = "127.0.0.1" } = {}): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), "tracelab-redis-"));
    const server = new RedisServer(await freePort(), folder, host);
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://:${encodeURIComponent(this.password)}@${this.host}:${this.port}`;
  }

  /** Starts it, anew after `kill`, with what its file holds. */
  async start(): Promise<void> {
    const child = this.#child = spawn("redis-server", [
      ...["--port", `${this.port}`, "--bind", this.host, "--dir", this.folder, "--save", ""],
      ...["--appendonly", "yes", "--appendfsync", "everysec", "--requirepass", this.password],
    ], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise<void>((done, fail) => {
      let said = "";
      child.stdout!.on("data", (data: Uint8Array) => {
        said += new TextDecoder().decode(data);
        if (/Ready to accept connections/.test(said)) done();
      });
      child.once("exit", () => fail(new Error(`redis-server has ended: ${said.slice(-400)}`)));
    });
  }

  async kill(signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<void> {
    const child = this.#child!;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    await gone;
    child.stdout!.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true });
  }
}
