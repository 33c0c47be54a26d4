import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Program } from "../program.ts";

const Case = z.object({
  id: z.string(),
  entry: z.string(),
  code: z.string(),
  asserts: z.array(z.string()).optional(),
  check: z.string().optional(),
  /** What `python3 -I` says of program and test in one process. */
  plain: z.enum(["passed", "failed"]),
});

/** An honest but unusual program with its test. */
export type FidelityCase = z.infer<typeof Case>;

/**
 * The cases of `cases.json` (or of `numpy.json`, on NumPy's values): what a program changes in its
 * arguments, identity, subclasses, exceptions, lazy things, operators of own classes, callbacks,
 * surroundings, deep and large values.
 */
export function readCases(name = "cases.json"): FidelityCase[] {
  const text = readFileSync(new URL(name, import.meta.url), "utf8");
  return z.array(Case).parse(JSON.parse(text));
}

/** A case as the sandbox is asked to judge it. */
export function programOfCase({ code, entry, asserts, check }: FidelityCase): Program {
  const test = check === undefined
    ? { kind: "asserts", setup: "", asserts: asserts ?? [] } as const
    : { kind: "check", code: check } as const;
  return { code, entryPoint: entry, test };
}

/** A case as one script for plain Python. */
export function scriptOfCase({ code, entry, asserts, check }: FidelityCase): string {
  const test = check === undefined ? asserts!.join("\n") : `${check}\ncheck(${entry})`;
  return `${code}\n${test}\n`;
}
