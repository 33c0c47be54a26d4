import { seededRandom } from "../base/mod.ts";

/** Standard normal numbers (Box and Muller 1958). */
export function gaussian(seed: number): () => number {
  const next = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** One 32-bit seed from several numbers (FNV-1a over words, then MurmurHash3's finish). */
export function mixSeeds(...numbers: ArrayLike<number>[]): number {
  let hash = 2166136261;
  for (const list of numbers) {
    for (let i = 0; i < list.length; i++) hash = Math.imul(hash ^ list[i], 16777619);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 2246822507);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 3266489909);
  return (hash ^ (hash >>> 16)) >>> 0;
}
