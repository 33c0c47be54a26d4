/** Puts a worker's WebAssembly memory back to what it was: the whole interpreter, in a few copies. */
import type { PyodideModule } from "./emscripten.ts";
import { pagesOf } from "./pages.ts";

const BLOCK = 1 << 16;
const LINE = 64;
/** A stack is dirty from its top down; so many clean blocks below one another are its end. */
const CLEAN_BLOCKS = 4;

/**
 * Remembers the memory as it is now; the function it gives restores it.
 *
 * Put back: static data and everything that was ever allocated, as far as it changed. Zeroed: all
 * memory beyond that which is not zero (to look at memory that nobody ever wrote costs a fifth of
 * writing it, and leaves it so), and the stack as far down as it went. Deeper in the stack (10 MiB) it
 * takes a flaw in the interpreter to write, and another to read. Memory never shrinks: a worker that
 * grew is replaced instead (`sealWebAssembly.ts`).
 */
export function guardHeap(
  module: PyodideModule,
  guest: WebAssembly.Memory,
  code: WebAssembly.Module,
): () => void {
  const { isZero, keep } = pagesOf(guest, code);
  const { fill } = Uint8Array.prototype;
  const stackTop = module._emscripten_stack_get_base();
  const stackEnd = module._emscripten_stack_get_end();
  const first = module.HEAPU8;
  const end = module.HEAPU32[module._emscripten_get_sbrk_ptr() >>> 2];
  const stackUsed = lowest(first, stackEnd, stackTop);
  const restoreStatics = keep(0, stackEnd);
  const restoreHeap = keep(stackUsed, end);
  /** Zeroes what is not zero: whether there was anything. */
  const clear = (memory: Uint8Array, from: number, to: number) => {
    if (isZero(from, to)) return false;
    fill.call(memory, 0, from, to);
    return true;
  };

  return () => {
    const memory = module.HEAPU8;
    for (let at = stackUsed, clean = 0; at > stackEnd && clean < CLEAN_BLOCKS;) {
      const from = Math.max(stackEnd, at - BLOCK);
      clean = clear(memory, from, at) ? 0 : clean + 1;
      at = from;
    }
    restoreStatics();
    restoreHeap();
    const line = Math.ceil(end / LINE) * LINE;
    fill.call(memory, 0, end, line);
    for (let at = line; at < memory.length; at += BLOCK) {
      clear(memory, at, Math.min(memory.length, at + BLOCK));
    }
  };
}

/** The lowest address of the stack that was ever used, rounded down. */
function lowest(memory: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && memory[at] === 0) at++;
  return Math.max(from, (at - 4096) & ~4095);
}
