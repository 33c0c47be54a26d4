/** A Redis of a test's own: a free port, an append-only file in a folder that goes with it. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./freePort.ts";
import { selfSigned } from "./selfSigned.ts";

interface Options {
  /** Where it listens. */
  host: string;
  /** Encrypted, with the certificate of `localhost` in the folder's `cert.pem`. */
  tls: boolean;
}

export class RedisServer implements AsyncDisposable {
  #child: ChildProcess | undefined;

  readonly password = "a password";

  private constructor(readonly port: number, readonly folder: string, readonly options: Options) {}

  static async start({ host = "127.0.0.1", tls = false } = {}): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), "tracelab-redis-"));
    await writeFile(join(folder, "cert.pem"), selfSigned.cert);
    await writeFile(join(folder, "key.pem"), selfSigned.key);
    const server = new RedisServer(await freePort(), folder, { host, tls });
    await server.start();
    return server;
  }

  get url(): string {
    const { host, tls } = this.options;
    const where = tls ? `localhost:${this.port}` : `${host}:${this.port}`;
    return `redis${tls ? "s" : ""}://:${encodeURIComponent(this.password)}@${where}`;
  }

  /** Starts it, anew after `kill`, with what its file holds. */
  async start(): Promise<void> {
    const { host, tls } = this.options;
    const door = tls
      ? [
        ...["--port", "0", "--tls-port", `${this.port}`, "--tls-auth-clients", "no"],
        ...["--tls-cert-file", "cert.pem", "--tls-key-file", "key.pem"],
        ...["--tls-ca-cert-file", "cert.pem"],
      ]
      : ["--port", `${this.port}`];
    const child = this.#child = spawn("redis-server", [
      ...["--bind", host, "--dir", this.folder, "--save", ""],
      ...door,
      ...["--appendonly", "yes", "--appendfsync", "everysec", "--requirepass", this.password],
    ], { stdio: ["ignore", "pipe", "inherit"], cwd: this.folder });
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
