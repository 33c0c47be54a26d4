import type { Program } from "./program.ts";
import type { Candidate } from "./sandbox.ts";

/** The program that judges a candidate: its code with its task's hidden or visible tests. */
export function programOf(
  { task, completion }: Candidate,
  { tests = "hidden", trace }: { tests?: "hidden" | "visible"; trace?: Program["trace"] } = {},
): Program {
  const test = task[tests];
  if (!test) throw new Error(`task ${task.id} has no ${tests} tests`);
  return {
    code: completion.code,
    test,
    entryPoint: task.entryPoint,
    helpers: helpersOf(task),
    preamble: preambleOf(task, completion.code, test),
    trace,
  };
}

/** The prompt, where the tests use more functions of it than the one to write. */
function helpersOf({ prompt, entryPoint, hidden }: Candidate["task"]): string | undefined {
  const text = prompt.complete;
  if (!text || !entryPoint || hidden.kind !== "check") return undefined;
  const defined = [...text.matchAll(/^def (\w+)\(/gm)].map((match) => match[1]);
  const used = defined.some((name) =>
    name !== entryPoint && new RegExp(`\\b${name}\\b`).test(hidden.code)
  );
  return used ? text : undefined;
}

/** Third-party libraries of preambles: importing one takes long, and it may not be installed. */
const large = /^(?:import (?:numpy|sortedcontainers)\b.*|from (?:numpy|sortedcontainers)\b.*)$/;

/** The task's preamble, without the libraries that neither the program nor the test mentions. */
function preambleOf(
  { preamble }: Candidate["task"],
  code: string,
  test: Program["test"],
): string | undefined {
  if (!preamble?.split("\n").some((line) => large.test(line))) return preamble;
  const text = code + JSON.stringify(test);
  const used = (line: string) =>
    [...line.replace(/^.*?\bimport\b/, "").matchAll(/(\w+|\*)\s*(?:,|$)/g)].some(([, name]) =>
      name === "*" || new RegExp(`\\b${name}\\b`).test(text)
    );
  return preamble.split("\n").filter((line) => !large.test(line) || used(line)).join("\n");
}
