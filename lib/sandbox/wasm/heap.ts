/** Puts a worker's WebAssembly memory back to what it was: the whole interpreter, in one copy. */
import type { PyodideModule } from "./emscripten.ts";

/**
 * Remembers the memory as it is now; the function it gives restores it.
 *
 * Memory never shrinks: what a program made it grow by is zeroed, as a fresh page would be.
 */
export function guardHeap(module: PyodideModule): () => void {
  const base = module.HEAPU8.slice();
  const { set, fill } = Uint8Array.prototype;
  return () => {
    const heap = module.HEAPU8;
    set.call(heap, base);
    if (heap.length > base.length) fill.call(heap, 0, base.length);
  };
}
