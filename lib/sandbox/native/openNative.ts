/** Opens the native engine: finds an isolation that this machine allows and a Python that it can serve. */
import { availableParallelism } from "node:os";
import process from "node:process";
import { Pool } from "../pool.ts";
import type { SandboxOptions } from "../sandbox.ts";
import { findInterpreter, type Interpreter, interpreters } from "./interpreter.ts";
import { type LaneOptions, NativeLane } from "./lane.ts";

/** Some tests of BigCodeBench sleep. */
const SCIENCE_LANES_PER_CORE = 2;

/** The 240 s of BigCodeBench's own harness: the five figures of BigCodeBench/102 take 80 s of CPU time. */
const SCIENCE_LIMITS = { cpuSeconds: 240 };

/**
 * The native engine; throws, naming cause and fix, where its isolation cannot be had.
 *
 * Namespaces are tried first, then Landlock with seccomp; never less. An interpreter counts only if
 * its whole standard library can be imported there. Where none is named, the machine's others are
 * tried as well before an isolation is given up. `protection` says what stood against the better choice.
 */
export async function openNative(options: SandboxOptions = {}): Promise<Pool> {
  if (process.platform !== "linux") {
    throw new Error(
      `the native sandbox needs Linux, this is ${process.platform}: use engine "wasm"`,
    );
  }
  const { profile = "plain" } = options;
  // The libraries of `science` are those of one environment.
  const found = options.python !== undefined || profile === "science"
    ? [findInterpreter(options.python)]
    : interpreters();
  const cores = availableParallelism();
  const lanes = options.lanes ?? (profile === "science" ? SCIENCE_LANES_PER_CORE * cores : cores);
  // Tests of `science` sleep: its lanes outnumber the cores, and the system spreads them best.
  const place = (number: number) => (profile === "plain" ? { number, of: lanes } : undefined);
  const { lane, isolation, interpreter, instead } = await firstLane(found, {
    profile,
    place: place(0),
  });
  const { executable, libraries } = interpreter;
  const more = { executable, libraries, isolation, profile };
  return new Pool({
    engine: "native",
    protection: [lane.protection, ...instead].join("; "),
    python: interpreter.version,
    first: lane,
    start: (number) => NativeLane.start({ ...more, place: place(number) }),
    lanes,
    limits: { ...(profile === "science" && SCIENCE_LIMITS), ...options.limits },
    apart: options.apart,
    signal: options.signal,
  });
}

/** What has been found to serve its whole standard library: tried once a process. */
const served = new Set<string>();

async function firstLane(
  found: Iterable<Interpreter | Error>,
  options: Pick<LaneOptions, "profile" | "place">,
) {
  const source = found[Symbol.iterator]();
  const known: (Interpreter | Error)[] = [];
  const causes = new Map<string, string>();
  for (const isolation of ["namespaces", "landlock"] as const) {
    for (let number = 0;; number++) {
      if (number === known.length) {
        const { done, value } = source.next();
        if (done) break;
        known.push(value);
      }
      const interpreter = known[number];
      try {
        if (interpreter instanceof Error) throw interpreter;
        const { executable, libraries, modules } = interpreter;
        const own = { executable, libraries, isolation };
        const tried = served.has(`${isolation}:${executable}`) ? [] : modules;
        const lane = await NativeLane.start({ ...options, ...own, modules: tried });
        served.add(`${isolation}:${executable}`);
        // Of two interpreters that fail for the same reason the first says it.
        return { lane, isolation, interpreter, instead: said(causes) };
      } catch (error) {
        const { message } = error as Error;
        const where = interpreter instanceof Error ? "" : ` with ${interpreter.executable}`;
        if (!causes.has(message)) causes.set(message, `not ${isolation}${where}`);
      }
    }
  }
  throw new Error(`the native sandbox cannot protect this machine (${said(causes).join("; ")})`);
}

const said = (causes: Map<string, string>) => [...causes].map(([why, what]) => `${what}: ${why}`);
