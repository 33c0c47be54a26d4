/** A network of two, of a test's own: what runs `inside` is beyond a cable that can be cut. Needs root. */
import { execFileSync } from "node:child_process";
import process from "node:process";

export class Network implements Disposable {
  readonly #name = `tracelab${process.pid % 100_000}`.slice(0, 13);
  /** The address of this side. */
  readonly here: string;

  constructor() {
    // One of 64 pairs of addresses that no router knows.
    const block = 4 * (process.pid % 64), there = `198.18.0.${block + 2}`;
    this.here = `198.18.0.${block + 1}`;
    const [a, b] = [`${this.#name}a`, `${this.#name}b`];
    ip("netns", "add", this.#name);
    ip("link", "add", a, "type", "veth", "peer", "name", b, "netns", this.#name);
    ip("addr", "add", `${this.here}/30`, "dev", a);
    ip("link", "set", a, "up");
    const inside = (...args: string[]) => ip("-n", this.#name, ...args);
    inside("addr", "add", `${there}/30`, "dev", b);
    inside("link", "set", b, "up");
    inside("link", "set", "lo", "up");
  }

  /** The command that runs there. */
  inside(command: string, args: string[]): [command: string, args: string[]] {
    return ["ip", ["netns", "exec", this.#name, command, ...args]];
  }

  cut(): void {
    ip("link", "set", `${this.#name}a`, "down");
  }

  mend(): void {
    ip("link", "set", `${this.#name}a`, "up");
  }

  [Symbol.dispose](): void {
    ip("link", "del", `${this.#name}a`);
    ip("netns", "del", this.#name);
  }
}

const ip = (...args: string[]) => execFileSync("ip", args, { stdio: ["ignore", "ignore", "pipe"] });
