/** Puts a worker's WebAssembly memory back to what it was: the whole interpreter, byte for byte. */
import type { PyodideModule } from "./emscripten.ts";
import { sweeper } from "./sweeper.ts";

const PAGE = 1 << 16;

/**
 * Remembers the memory as it is now; the function it gives restores it.
 *
 * Put back: static data and everything that was ever allocated. Zeroed: the stack below what was in
 * use, and all that no allocation had reached, up to the memory's end. Its size is not put back (it
 * never shrinks): see `sealWebAssembly.ts`.
 */
export function guardHeap(module: PyodideModule, memory: WebAssembly.Memory): () => void {
  const bytes = new Uint8Array(memory.buffer);
  const stackEnd = up(module._emscripten_stack_get_end());
  const stackUsed = lowest(bytes, stackEnd, module._emscripten_stack_get_base());
  const words = new Uint32Array(memory.buffer);
  const end = up(words[module._emscripten_get_sbrk_ptr() >>> 2]);
  const base = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE) });
  new Uint8Array(base.buffer).set(bytes.subarray(0, end));
  const { restore, zero } = sweeper(memory, base);
  return () => {
    restore(0, stackEnd);
    if (stackUsed > stackEnd) zero(stackEnd, stackUsed);
    restore(stackUsed, end);
    if (end < memory.buffer.byteLength) zero(end, memory.buffer.byteLength);
  };
}

/** The lowest address of the stack that was ever used, rounded down. */
function lowest(memory: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && memory[at] === 0) at++;
  return at & ~4095;
}

const up = (address: number) => (address + 4095) & ~4095;
