import type { Sandbox } from "../sandbox/mod.ts";
import { OBSERVE } from "./edgeProgram.ts";

/** What a program answers to one input. */
export interface Observation {
  /** Its repr; absent when it raised, ran too long or is over 2,000 characters. */
  value?: string | null;
  /** Whether `value` is a literal that can be compared with `==`. */
  plain?: boolean;
  /** The exception's type, or `TooLong`. */
  error?: string;
  /** Lines of the program that ran. */
  lines: number[];
}

/** The last report a program of ours printed after the record separator. */
export function reported(stdout: string): unknown {
  const line = stdout.split("\n").findLast((line) => line.startsWith("\x1e"));
  return line === undefined ? undefined : JSON.parse(line.slice(1));
}

/** Text as a Python literal: JSON strings are Python strings but for lone surrogates. */
export const pythonString = (text: string): string => JSON.stringify(text);
export const pythonStrings = (texts: readonly string[]): string =>
  `[${texts.map(pythonString).join(", ")}]`;

/**
 * Calls a program's function on inputs and reports value, exception and lines run for each.
 * `undefined` when the program does not load.
 *
 * @param inputs Argument tuples as Python source, for instance `([1, 2], 3, )`.
 */
export async function observe(
  python: Sandbox,
  program: { code: string; entryPoint: string },
  inputs: readonly string[],
): Promise<Observation[] | undefined> {
  if (!inputs.length) return [];
  const lines = program.code.split("\n").length;
  const call = `__observe(${lines}, ${pythonString(program.entryPoint)}, ${pythonStrings(inputs)})`;
  const verdict = await python.run({
    code: `${program.code}\n${OBSERVE}\n${call}\n`,
    limits: { outputBytes: 1 << 20 },
  });
  return reported(verdict.stdout) as Observation[] | undefined;
}
