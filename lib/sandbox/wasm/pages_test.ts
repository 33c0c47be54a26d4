import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { readFile } from "node:fs/promises";
import { PAGE, pagesOf } from "./pages.ts";
import { buildPages } from "./pages.wat.ts";

const committed = await readFile(`${import.meta.dirname}/pages.wasm`);
const module = new WebAssembly.Module(committed);

Deno.test("the source gives the committed pages.wasm, byte for byte", async () => {
  assert(committed.equals(await buildPages()), "run: deno run -A lib/sandbox/wasm/pages.wat.ts");
});

Deno.test("isZero finds a byte wherever it is, and none outside of what it is asked about", () => {
  const memory = new WebAssembly.Memory({ initial: 2 });
  const bytes = new Uint8Array(memory.buffer);
  const { isZero } = pagesOf(memory, module);
  const [from, to] = [3 * 64, 1000 * 64];
  assert(isZero(from, to));
  for (let at = from; at < to; at += 1 + (at % 97)) {
    bytes[at] = 128;
    assert(!isZero(from, to), `byte ${at}`);
    bytes[at] = 0;
  }
  bytes[from - 1] = bytes[to] = 1;
  assert(isZero(from, to));
  assert(isZero(from, from));
});

Deno.test("keep puts back every byte and bit, whatever the size and the place, and nothing beside it", () => {
  const memory = new WebAssembly.Memory({ initial: 4 });
  const bytes = Buffer.from(memory.buffer);
  const pages = pagesOf(memory, module);
  for (
    const [from, size] of [[0, 4 * PAGE], [16, 13 * PAGE + 48], [PAGE, 3 * PAGE], [64, 16 * PAGE]]
  ) {
    for (let at = 0; at < bytes.length; at++) bytes[at] = (at * 2654435761) >>> 24;
    // Pages of zeros and equal ones, as memory has them.
    bytes.fill(0, from + PAGE, from + 2 * PAGE);
    const before = Buffer.from(bytes);
    const restore = pages.keep(from, from + size);
    for (let at = 0; at < size; at += 1 + (at % 61)) bytes[from + at] ^= 1 << (at % 8);
    restore();
    assert(bytes.equals(before), `${size} bytes at ${from}, all pages`);
    // One bit in one page at a time: each word has its keys.
    for (let at = 0; at < size; at += 333) {
      bytes[from + at] ^= 1 << (at % 8);
      restore();
      assert(bytes.equals(before), `${size} bytes at ${from}: byte ${at}`);
    }
    // Two words exchanged, a page moved, all zero.
    bytes.copyWithin(from + 4, from + 8, from + 12);
    bytes.copyWithin(from + 2 * PAGE, from, from + PAGE);
    restore();
    assert(bytes.equals(before));
    bytes.fill(0, from, from + size);
    restore();
    assert(bytes.equals(before));
    // What lies outside is not its.
    bytes[from + size] ^= 255;
    const changed = bytes[from + size];
    restore();
    assert.equal(bytes[from + size], changed);
  }
});
