/**
 * A small ZMTP 3.0 client (https://rfc.zeromq.org/spec/23): the NULL mechanism over TCP, for the
 * DEALER and SUB sockets that talk to a Jupyter kernel on this machine.
 *
 * It exists because `zeromq`'s native addon can miss a reply in Deno until its next event. Not
 * covered: encryption, reconnection, high-water marks, PING (kernels send none).
 */
import { Buffer } from "node:buffer";
import net from "node:net";
import { ByteQueue } from "./byteQueue.ts";
import { deferred } from "../base/mod.ts";

const MORE = 1, LONG = 2, COMMAND = 4;
const GREETING_BYTES = 64;

export interface ZmtpOptions {
  /** The routing identity of a DEALER; shell and control must use the same one. */
  identity?: string;
  /** How long to try again while nobody listens. @default {15000} */
  timeoutMs?: number;
}

export class ZmtpSocket {
  #socket: net.Socket;
  #bytes = new ByteQueue();
  #stage: "greeting" | "handshake" | "open" = "greeting";
  #parts: Buffer[] = [];
  #messages: Buffer[][] = [];
  #waiting: ((message: Buffer[] | undefined) => void)[] = [];
  #closed = false;
  #open = deferred();

  private constructor(socket: net.Socket, readonly type: "DEALER" | "SUB", identity: string) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (data: Buffer) => this.#read(data, identity));
    socket.on("error", (error) => this.#end(error));
    socket.on("close", () => this.#end(new Error("connection closed")));
    socket.write(greeting());
  }

  /** Connects, and tries again until somebody listens or the time is up. */
  static async connect(
    port: number,
    type: "DEALER" | "SUB",
    { identity = "", timeoutMs = 15_000 }: ZmtpOptions = {},
  ): Promise<ZmtpSocket> {
    const until = Date.now() + timeoutMs;
    while (true) {
      try {
        const socket = new ZmtpSocket(await connected(port), type, identity);
        await socket.#open.promise;
        return socket;
      } catch (error) {
        if (Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    }
  }

  /** Sends one message of several frames. */
  send(frames: (Uint8Array | string)[]): void {
    if (this.#closed) throw new Error("socket is closed");
    const parts = frames.flatMap((frame, i) => {
      const body = typeof frame === "string" ? Buffer.from(frame) : frame;
      return [frameHead(body.length, i < frames.length - 1 ? MORE : 0), body];
    });
    this.#socket.write(Buffer.concat(parts));
  }

  /** Asks a publisher for every topic that begins with `topic`. */
  subscribe(topic: string): void {
    this.send([Buffer.concat([Buffer.from([1]), Buffer.from(topic)])]);
  }

  /** The next message; undefined once the connection is closed and everything was read. */
  receive(): Promise<Buffer[] | undefined> {
    const message = this.#messages.shift();
    if (message || this.#closed) return Promise.resolve(message);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  close(): void {
    this.#end(new Error("socket is closed"));
    this.#socket.destroy();
  }

  #end(error: Error) {
    if (this.#closed) return;
    this.#closed = true;
    this.#open.reject(error);
    for (const resolve of this.#waiting.splice(0)) resolve(undefined);
  }

  #read(data: Buffer, identity: string) {
    this.#bytes.push(data);
    if (this.#stage === "greeting") {
      if (this.#bytes.length < GREETING_BYTES) return;
      const major = this.#bytes.take(GREETING_BYTES)[10];
      if (major < 3) return this.#end(new Error(`peer speaks ZMTP ${major}, not 3`));
      this.#stage = "handshake";
      this.#socket.write(ready(this.type, identity));
    }
    for (let frame = this.#frame(); frame; frame = this.#frame()) {
      if (frame.flags & COMMAND) this.#command(frame.body);
      else this.#message(frame.body, !(frame.flags & MORE));
    }
  }

  /** The next whole frame, if it has arrived. */
  #frame(): { flags: number; body: Buffer } | undefined {
    const flags = this.#bytes.peek(1)?.[0];
    if (flags === undefined) return undefined;
    const headSize = flags & LONG ? 9 : 2;
    const head = this.#bytes.peek(headSize);
    if (!head) return undefined;
    const size = flags & LONG ? Number(head.readBigUInt64BE(1)) : head[1];
    if (this.#bytes.length < headSize + size) return undefined;
    this.#bytes.take(headSize);
    return { flags, body: this.#bytes.take(size) };
  }

  #command(body: Buffer) {
    const name = body.subarray(1, 1 + body[0]).toString("latin1");
    if (name === "READY") {
      this.#stage = "open";
      this.#open.resolve();
    } else if (name === "ERROR") this.#end(new Error(`ZMTP: ${body.toString("latin1", 6)}`));
  }

  #message(body: Buffer, last: boolean) {
    this.#parts.push(body);
    if (!last) return;
    const message = this.#parts;
    this.#parts = [];
    const resolve = this.#waiting.shift();
    if (resolve) resolve(message);
    else this.#messages.push(message);
  }
}

function connected(port: number): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: "127.0.0.1", port });
    socket.once("connect", () => {
      socket.removeListener("error", reject);
      resolve(socket);
    });
    socket.once("error", reject);
  });
}

/** Signature, version 3.0, mechanism NULL, as a client. */
function greeting(): Buffer {
  const bytes = Buffer.alloc(GREETING_BYTES);
  bytes[0] = 0xff;
  bytes[8] = 0x01;
  bytes[9] = 0x7f;
  bytes[10] = 3;
  bytes.write("NULL", 12, "ascii");
  return bytes;
}

function ready(type: string, identity: string): Buffer {
  const properties = [property("Socket-Type", type)];
  if (type === "DEALER") properties.push(property("Identity", identity));
  const body = Buffer.concat([Buffer.from("\x05READY", "latin1"), ...properties]);
  return Buffer.concat([frameHead(body.length, COMMAND), body]);
}

function property(name: string, value: string): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(value.length);
  return Buffer.concat([
    Buffer.from([name.length]),
    Buffer.from(name),
    size,
    Buffer.from(value),
  ]);
}

function frameHead(size: number, flags: number): Buffer {
  if (size <= 255) return Buffer.from([flags, size]);
  const head = Buffer.alloc(9);
  head[0] = flags | LONG;
  head.writeBigUInt64BE(BigInt(size), 1);
  return head;
}
