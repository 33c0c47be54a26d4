import assert from "node:assert/strict";
import { isZeroIn, LINE } from "./isZero.ts";

Deno.test("isZeroIn finds a byte wherever it is, and none outside of what it is asked about", () => {
  const memory = new WebAssembly.Memory({ initial: 2 });
  const bytes = new Uint8Array(memory.buffer);
  const isZero = isZeroIn(memory);
  const [from, to] = [3 * LINE, 1000 * LINE];
  assert(isZero(from, to));
  for (let at = from; at < to; at += 1 + (at % 97)) {
    bytes[at] = 128;
    assert(!isZero(from, to), `byte ${at}`);
    bytes[at] = 0;
  }
  bytes[from - 1] = bytes[to] = 1;
  assert(isZero(from, to));
  assert(isZero(from, from));
  bytes[bytes.length - 1] = 1;
  assert(!isZero(bytes.length - LINE, bytes.length));
});
