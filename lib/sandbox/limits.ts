import type { Limits } from "./program.ts";

/**
 * Fills in the limits that are not named.
 *
 * @example
 * ```ts
 * import { limitsOf } from "tracelab";
 * limitsOf({ cpuSeconds: 2 }).wallSeconds; // 13
 * ```
 */
export function limitsOf(...partial: (Partial<Limits> | undefined)[]): Limits {
  const named: Partial<Limits> = Object.assign({}, ...partial);
  for (const [name, value] of Object.entries(named)) {
    if (!(Number.isFinite(value) && value > 0)) {
      throw new RangeError(`limit '${name}' must be a positive number: ${value}`);
    }
  }
  const cpuSeconds = named.cpuSeconds ?? 5;
  return {
    cpuSeconds,
    wallSeconds: 4 * cpuSeconds + 5,
    memoryMb: 512,
    outputBytes: 65_536,
    processes: 32,
    ...named,
  };
}
