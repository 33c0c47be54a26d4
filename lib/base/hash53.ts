/**
 * 53 bits of a text, for tables and draws of millions of rows: cyrb53 (bryc, public domain), the same
 * on every machine. Not for secrets, and no proof that two texts are the same.
 *
 * @example
 * ```ts
 * import { hash53 } from "./hash53.ts";
 * import assert from "node:assert/strict";
 * assert.equal(hash53("a"), hash53("a"));
 * assert.notEqual(hash53("a"), hash53("a", 1));
 * ```
 */
export function hash53(text: string, seed = 0): number {
  let h1 = 0xdeadbeef ^ seed, h2 = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    h1 = Math.imul(h1 ^ code, 2654435761);
    h2 = Math.imul(h2 ^ code, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return 4294967296 * (2097151 & h2) + (h1 >>> 0);
}
