/**
 * Gives a candidate its only descriptors: its stdin, a stdout that is counted, a stderr that nobody
 * reads, the judge's pipe. The devices of Pyodide's own console go.
 */
import type { DeviceOps, Fs } from "./emscripten.ts";
import type { Seat } from "./seat.ts";

const READ_WRITE = 2;
const BROKEN_PIPE = 64;
const NOT_PERMITTED = 63;
const NO_SPACE = 51;
/** A device number that Emscripten uses for nothing. */
const MAJOR = 77;
const NULL_DEVICE = [1, 3] as const;
const NAMES = ["stdin", "stdout", "stderr", "judge"];
/** Bytes of stdin: as much as a message may have. */
const MAX_STDIN = 64 << 20;

/** The function it gives forgets the program's stdin. */
export function connect(fs: Fs, seat: Seat): () => void {
  const refuse = () => {
    throw new fs.ErrnoError(NOT_PERMITTED);
  };
  const stdin = new Stdin(fs);
  const stdout: DeviceOps = {
    read: refuse,
    write(_stream, buffer, offset, length) {
      seat.print(buffer.subarray(offset, offset + length));
      return length;
    },
  };
  const stderr: DeviceOps = { read: refuse, write: (_stream, _buffer, _offset, length) => length };
  const judge: DeviceOps = {
    read(_stream, buffer, offset, length) {
      // The judge sleeps until the program waits for it: all answers to the calls sent ahead at once.
      seat.toJudge.wake();
      return seat.toCandidate.read(buffer, offset, length);
    },
    write(_stream, buffer, offset, length) {
      if (length === 0) return 0;
      const size = seat.toJudge.write(buffer, offset, length);
      if (size <= 0) throw new fs.ErrnoError(BROKEN_PIPE);
      return size;
    },
  };
  const random = fs.lookupPath("/dev/urandom").node.rdev;
  const kept = new Set([
    fs.makedev(...NULL_DEVICE),
    random,
    fs.lookupPath("/dev/random").node.rdev,
  ]);
  for (const name of ["stdin", "stdout", "stderr", "tty", "tty1"]) fs.unlink(`/dev/${name}`);
  for (const device of Object.keys(fs.devices).map(Number)) {
    if (!kept.has(device)) delete fs.devices[device];
  }
  for (const [number, ops] of [stdin, stdout, stderr, judge].entries()) {
    const device = fs.makedev(MAJOR, number);
    const path = `/dev/${NAMES[number]}`;
    fs.registerDevice(device, { open() {}, close() {}, read: ops.read, write: ops.write });
    fs.mkdev(path, 0o666, device);
    fs.closeStream(number);
    const stream = fs.open(path, READ_WRITE);
    if (stream.fd !== number) {
      fs.dupStream(stream, number);
      fs.closeStream(stream.fd);
    }
  }
  fs.unlink("/dev/judge");
  fs.symlink("/proc/self/fd", "/dev/fd");
  return () => stdin.clear();
}

/** What is written there, by `candidate_side.py` before the program starts, is read back once. */
class Stdin implements DeviceOps {
  #bytes = new Uint8Array(0);
  #filled = 0;
  #at = 0;
  readonly read: DeviceOps["read"];
  readonly write: DeviceOps["write"];

  constructor(fs: Fs) {
    this.read = (_stream, buffer, offset, length) => {
      const size = Math.min(length, this.#filled - this.#at);
      buffer.set(this.#bytes.subarray(this.#at, this.#at + size), offset);
      this.#at += size;
      return size;
    };
    this.write = (_stream, buffer, offset, length) => {
      const size = this.#filled + length;
      if (size > MAX_STDIN) throw new fs.ErrnoError(NO_SPACE);
      if (size > this.#bytes.length) {
        const bytes = new Uint8Array(Math.min(MAX_STDIN, Math.max(size, 2 * this.#bytes.length)));
        bytes.set(this.#bytes.subarray(0, this.#filled));
        this.#bytes = bytes;
      }
      this.#bytes.set(buffer.subarray(offset, offset + length), this.#filled);
      this.#filled = size;
      return length;
    };
  }

  clear(): void {
    this.#bytes = new Uint8Array(0);
    this.#filled = this.#at = 0;
  }
}
