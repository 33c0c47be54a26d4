/** The lines of bytes, for logs of JSON lines: each whole line, and never the torn one at the end. */
import { readSync } from "node:fs";

/**
 * Calls `take` with each line of `bytes` that ends in them, without its end, and where it begins.
 *
 * @returns how many bytes those lines are with their ends: what is left is no whole line.
 *
 * @example
 * ```ts ignore
 * eachLine(new TextEncoder().encode("a\nbc\nd"), (line, at) => console.log(at, line.length)); // 5
 * ```
 */
export function eachLine(bytes: Uint8Array, take: (line: Uint8Array, at: number) => void): number {
  let start = 0;
  for (let end; (end = bytes.indexOf(10, start)) >= 0; start = end + 1) {
    take(bytes.subarray(start, end), start);
  }
  return start;
}

/** A line and where its bytes are in its file. */
export interface Line {
  text: string;
  /** From 1. */
  number: number;
  at: number;
  bytes: number;
}

/** The whole lines of an open file; bytes after the last line end are left out. */
export function* wholeLines(fd: number, chunkBytes = 1 << 20): Generator<Line> {
  const decoder = new TextDecoder();
  const split = new LineSplitter();
  const chunk = new Uint8Array(chunkBytes);
  let number = 0, position = 0;
  for (let read; (read = readSync(fd, chunk, 0, chunk.length, position)) > 0; position += read) {
    for (const { line, at } of split.add(chunk.subarray(0, read))) {
      yield { text: decoder.decode(line), number: ++number, at, bytes: line.length };
    }
  }
}

/** Lines of bytes that come in pieces. */
export class LineSplitter {
  #rest: Uint8Array = new Uint8Array();
  #at = 0;

  /** The lines that end in this piece, and where they begin in all bytes so far. */
  add(piece: Uint8Array): { line: Uint8Array; at: number }[] {
    const lines: { line: Uint8Array; at: number }[] = [];
    const bytes = this.#rest.length ? joined(this.#rest, piece) : piece;
    const whole = eachLine(bytes, (line, at) => lines.push({ line, at: this.#at + at }));
    this.#at += whole;
    this.#rest = bytes.slice(whole); // a copy: the piece may be read into again
    return lines;
  }

  /** What came after the last line end. */
  get rest(): Uint8Array {
    return this.#rest;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
