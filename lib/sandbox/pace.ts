/**
 * Time limits that follow the machine. CPU time decides, but CPU time stretches too: by neighbours on
 * the same physical core, by a hypervisor, on a slow machine. So a program that runs out of time is
 * tried once more, alone, with its limits stretched by what the same lane's own pace is just then,
 * unless nothing was out of the ordinary: then it ends with the first limit, as an endless one should.
 */
import { limitsOf } from "./limits.ts";
import type { Limits } from "./program.ts";
import type { Runner } from "./runner.ts";
import type { Verdict } from "./verdict.ts";

/** A fixed amount of Python. */
const WORK = `total, seen = 0, {}
for number in range(150_000):
    seen[number & 1023] = total
    total = (total * 31 + number) % 1_000_003
`;

/** Milliseconds of CPU time that it takes on an undisturbed core (2026; Python 3.10 to 3.13, Pyodide). */
const USUAL = { native: 65, wasm: 130 };

/** A slower machine than this is not made up for. */
export const SLOWEST = 3;
/** What the pace of a quiet machine varies by. */
const NOTICEABLE = 1.25;
/** Of the wall time, that a program must have worked for to have been kept from more. */
const WORKING = 0.05;

/** How many times as long as usual a lane takes for its work at this moment, from 1 to 3. */
export async function paceOf(runner: Runner, engine: Verdict["engine"]): Promise<number> {
  const { cpuMs } = await runner.run({ code: WORK, limits: limitsOf({ cpuSeconds: 30 }) });
  const pace = cpuMs / USUAL[engine];
  return pace < NOTICEABLE ? 1 : Math.min(pace, SLOWEST);
}

/** How far limits are stretched. */
export interface Stretch {
  cpu: number;
  wall: number;
}

export function stretched(limits: Limits, { cpu, wall }: Stretch): Limits {
  const { cpuSeconds, wallSeconds } = limits;
  return { ...limits, cpuSeconds: cpuSeconds * cpu, wallSeconds: wallSeconds * wall };
}

/**
 * How far to stretch the limits for a second try, if the time-out may be the machine's doing.
 *
 * @param pace the lane's, right after it
 * @param usual the pace that `limits` were already stretched by
 */
export function secondTry(
  verdict: Verdict,
  limits: Limits,
  pace: number,
  usual: number,
): Stretch | undefined {
  const seconds = verdict.cpuMs / 1000;
  // It had its CPU time: was that worth less than usual?
  if (seconds >= 0.95 * limits.cpuSeconds) {
    return pace >= NOTICEABLE * usual ? { cpu: pace, wall: pace } : undefined;
  }
  // It ran out of wall time. One that slept had all it wanted; one that worked was kept waiting.
  const worked = seconds >= WORKING * limits.wallSeconds;
  return worked ? { cpu: pace, wall: SLOWEST } : undefined;
}
