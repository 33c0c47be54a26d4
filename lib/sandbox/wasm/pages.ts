/**
 * Looks at all of a WebAssembly memory in little time: whether it is zero, and which pages of it
 * changed. `pages.wat.ts` has the code, and says what a hash is worth.
 */

/** Bytes that are hashed and put back as one. */
export const PAGE = 4096;
const WASM_PAGE = 1 << 16;
/** Two hashes, each with keys of its own for every word. */
const KEYS = 2 * PAGE;
/** Bytes of a page's hashes. */
const HASH = 32;

export interface Pages {
  /** Whether bytes are zero; up to 48 behind `to` count too where `to - from` is no multiple of 64. */
  isZero(from: number, to: number): boolean;
  /** The function it gives makes `from` up to `to` what it is now; only pages that changed are written. */
  keep(from: number, to: number): () => void;
}

/** To be called before WebAssembly is sealed. */
export function pagesOf(guest: WebAssembly.Memory, module: WebAssembly.Module): Pages {
  const { set, slice } = Uint8Array.prototype;
  const instance = (own: WebAssembly.Memory) =>
    new WebAssembly.Instance(module, { "": { guest, own } }).exports as Record<
      "note" | "restore" | "isZero",
      (...args: number[]) => number
    >;
  const { isZero } = instance(new WebAssembly.Memory({ initial: 1 }));
  return {
    isZero: (from, to) => isZero(from, to) === 1,
    keep(from, to) {
      const quarter = Math.floor((to - from) / (4 * PAGE)) * PAGE;
      const hashes = KEYS;
      const copy = hashes + (4 * quarter / PAGE) * HASH;
      // No memory that a program has an address of.
      const own = new WebAssembly.Memory({
        initial: Math.ceil((copy + 4 * quarter) / WASM_PAGE) || 1,
      });
      const bytes = new Uint8Array(own.buffer), memory = new Uint8Array(guest.buffer);
      crypto.getRandomValues(bytes.subarray(0, KEYS));
      bytes.set(memory.subarray(from, from + 4 * quarter), copy);
      const rest = slice.call(memory, from + 4 * quarter, to) as Uint8Array;
      const { note, restore } = instance(own);
      if (quarter) note(from, quarter, copy, hashes);
      return () => {
        if (quarter) restore(from, quarter, copy, hashes);
        set.call(new Uint8Array(guest.buffer), rest, from + 4 * quarter);
      };
    },
  };
}
