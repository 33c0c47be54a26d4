import type { Test } from "../tasks/mod.ts";
import type { Limits } from "./program.ts";

/**
 * Fills in the limits that are not named.
 *
 * @example
 * ```ts
 * import { limitsOf } from "tracelab/sandbox";
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

/** CPU seconds by kind of test, where nobody says otherwise: what the slowest published task needs, thrice. */
const secondsOf: Partial<Record<Test["kind"], number>> = {
  check: 5,
  // MBPP/123 takes 2 s on an idle core.
  asserts: 10,
  // HumanEval+ 15, 130 and 139 take 3 to 8 s for all their inputs together.
  inputs: 30,
  // BigCodeBench's take longer: they have their own limit, in native/openNative.ts.
  unittest: 10,
  stdio: 30,
  call: 30,
};

/** How much longer an engine takes: MBPP/123 needs 4.9 s natively and 20.8 s in Pyodide on the same busy machine. */
const slowness = { native: 1, wasm: 4 };

/**
 * The limits that a kind of test needs on an engine.
 *
 * @example
 * ```ts
 * import { limitsOfTest } from "tracelab/sandbox";
 * limitsOfTest({ kind: "run", stdin: "" }, "wasm").cpuSeconds; // 20
 * ```
 */
export function limitsOfTest(
  test: Test | undefined,
  engine: keyof typeof slowness = "native",
): Partial<Limits> {
  const cpuSeconds = (test && secondsOf[test.kind]) ?? 5;
  return { cpuSeconds: cpuSeconds * slowness[engine] };
}
