/**
 * What the optimizer remembers, as bytes: kept beside weights that are not rounded (`f32`), a training
 * goes on as if it had not been interrupted. Not for a model with an adapter on.
 */
import type { TinyLM } from "./tinyLM.ts";

/** The number of updates and both moments, 64-bit floats. */
export function saveOptimizer({ updates, moments, size }: TinyLM): Uint8Array {
  const state = [updates, ...moments.flatMap((moment) => [...moment.subarray(0, size)])];
  return new Uint8Array(new Float64Array(state).buffer);
}

/** @throws {RangeError} at the state of a model of another size */
export function restoreOptimizer(lm: TinyLM, bytes: Uint8Array): void {
  const { moments, size } = lm, wanted = 8 * (1 + 2 * size);
  if (bytes.length !== wanted) {
    throw new RangeError(`the optimizer's state has ${bytes.length} bytes: ${wanted} expected`);
  }
  // Copied: slices of a Node buffer are views into its pool.
  const state = new Float64Array(new Uint8Array(bytes).buffer);
  lm.updates = state[0];
  moments.forEach((moment, i) => moment.set(state.subarray(1 + i * size, 1 + (i + 1) * size)));
}
