import type { Imports } from "./gateImports.ts";

const PAGE = 1 << 16;

/**
 * Refuses to let the memory of WebAssembly grow beyond `limit()` bytes: Python sees a MemoryError.
 *
 * Emscripten asks for a fifth more than it needs, to be asked less often. It gets what there is below
 * the limit, so that where the limit lies does not depend on how the memory came to its size.
 */
export function capMemory(env: Imports, limit: () => number): void {
  let needed = 0;
  const resize = env.emscripten_resize_heap as (size: number) => unknown;
  const asked = (size: number) => {
    needed = Math.ceil((size >>> 0) / PAGE);
    return needed * PAGE > limit() ? 0 : resize(size);
  };
  env.emscripten_resize_heap = Object.assign(asked, { sig: "ip" });
  const { prototype } = WebAssembly.Memory;
  const { grow } = prototype;
  prototype.grow = function (pages: number) {
    const now = this.buffer.byteLength / PAGE;
    const most = Math.floor(limit() / PAGE);
    return grow.call(this, Math.max(needed, Math.min(now + pages, most)) - now);
  };
}
