import type { Limits, Sandbox, Verdict } from "../../../sandbox/mod.ts";
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

/** Runs a program of ours, without tests: what it printed after record separators, and how it ended. */
export async function report(
  python: Sandbox,
  code: string[],
  limits: Partial<Limits> = {},
): Promise<{ reports: unknown[]; ended: Verdict }> {
  const ended = await python.run({
    code: code.join("\n"),
    limits: { outputBytes: 1 << 22, ...limits },
  });
  const lines = ended.stdout.split("\n").filter((line) => line.startsWith("\x1e"));
  return { reports: lines.map((line) => JSON.parse(line.slice(1))), ended };
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
  const { reports } = await report(python, [spell, observe, each], { cpuSeconds: 8 });
  const seen = programs.map((): Observation[] => []);
  for (const { program, ...one } of reports as (Observation & { program: number })[]) {
    seen[program]?.push(one);
  }
  return seen.map((one) => one.length || !cases.length ? one : undefined);
}
