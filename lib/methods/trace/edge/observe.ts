import type { Sandbox } from "../../../sandbox/mod.ts";
import { edgeProgram } from "./edgeProgram.ts";

/** What one statement of a case gave. */
export interface Outcome {
  /** Its value as Python text (floats to nine digits, dicts sorted); absent where no text makes it. */
  value?: string;
  /** The exception's type and what it is derived from, nearest first. */
  raises?: string[];
}

/** What a program does in one case. */
export interface Observation {
  /** One entry a statement; one that is no expression has neither value nor exception. */
  outcomes: Outcome[];
  /** Why the case ended early: an exception's type, or `TooLong`. */
  error?: string;
  /** Lines of the program that ran. */
  lines: number[];
}

/** What a program of ours printed after record separators. */
export function reported(stdout: string): unknown[] {
  const lines = stdout.split("\n").filter((line) => line.startsWith("\x1e"));
  return lines.map((line) => JSON.parse(line.slice(1)));
}

/** Text as a Python literal: JSON strings are Python strings but for lone surrogates. */
export const pythonString = (text: string): string => JSON.stringify(text);
export const pythonStrings = (texts: readonly string[]): string =>
  `[${texts.map(pythonString).join(", ")}]`;

/**
 * Runs programs in cases and reports values, exceptions and lines for each. `undefined` for a program
 * that does not load; shorter than `cases` where a case used up the sandbox's limits. The programs
 * share a process: only variants of one and the same may be observed together.
 *
 * @param cases Python statements each, for instance `biggest([1, 2])`.
 * @param total Steps of Python's tracer for all cases of a program. @default {2_000_000}
 */
export async function observe(
  python: Sandbox,
  { programs, entryPoint }: { programs: readonly string[]; entryPoint: string },
  cases: readonly string[],
  total = 2_000_000,
): Promise<(Observation[] | undefined)[]> {
  const { spell, observe } = edgeProgram();
  const given = `${pythonString(entryPoint)}, ${pythonStrings(cases)}, ${total}`;
  const each = `for number, code in enumerate(${
    pythonStrings(programs)
  }):\n    observe(number, code, ${given})\n`;
  const verdict = await python.run({
    code: [spell, observe, each].join("\n"),
    limits: { outputBytes: 1 << 22, cpuSeconds: 8 },
  });
  const seen = programs.map((): Observation[] => []);
  for (
    const { program, ...one } of reported(verdict.stdout) as (Observation & { program: number })[]
  ) {
    seen[program]?.push(one);
  }
  return seen.map((one) => one.length || !cases.length ? one : undefined);
}
