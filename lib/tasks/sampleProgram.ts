/** The program that a row of a sample file stands for: for `score` and for `recorded:` alike. */
import { z } from "zod";
import { extractCode } from "./extractCode.ts";
import { definition } from "./reply/chooseProgram.ts";
import { isProgram } from "./reply/isProgram.ts";
import { parses, pythonUnits } from "./reply/pythonUnits.ts";
import { withoutReasoning } from "./reply/withoutReasoning.ts";
import { Row } from "./reading/row.ts";
import { TaskSetError } from "../base/mod.ts";
import type { Task } from "./task.ts";

const shape = {
  task_id: z.union([z.string(), z.number()]).transform(String),
  /** What follows the prompt. */
  completion: z.string().nullish(),
  /** A whole program. */
  solution: z.string().nullish(),
};

/** A row of human-eval's and EvalPlus's sample files; exactly one of its texts counts, the solution first. */
export interface SampleRow {
  id: string;
  completion?: string;
  solution?: string;
}

/**
 * Reads a row of a sample file; other fields may hold anything, `NaN` included.
 *
 * @throws {TaskSetError} for text that is no row: a file that was cut off ends in one
 *
 * @example
 * ```ts
 * import { sampleRow } from "tracelab/tasks";
 * sampleRow('{"task_id": "HumanEval/0", "completion": "    return 1"}', "own.jsonl:1").id;
 * ```
 */
export function sampleRow(text: string, where: string): SampleRow {
  const { task_id, completion, solution } = new Row(text, where).read(shape);
  if (typeof completion !== "string" && typeof solution !== "string") {
    throw new TaskSetError(`${where}: neither 'completion' nor 'solution'`);
  }
  return { id: task_id, completion: completion ?? undefined, solution: solution ?? undefined };
}

const idShape = { task_id: shape.task_id };
/** As nearly every file begins its rows. */
const idFirst = /^\s*\{\s*"task_id"\s*:\s*(?:"([^"\\]*)"|(0|[1-9]\d{0,14}))\s*[,}]/;

/**
 * The task of a row alone: what else is there is not looked at, where the task comes first. For those who
 * pass most rows over.
 *
 * @throws {TaskSetError} for text in which no task can be found
 *
 * @example
 * ```ts
 * import { sampleId } from "tracelab/tasks";
 * sampleId('{"task_id": "HumanEval/0", "completion": "    return 1"}', "own.jsonl:1"); // "HumanEval/0"
 * ```
 */
export function sampleId(text: string, where: string): string {
  const found = idFirst.exec(text);
  // A key that comes again counts the last time; inside of a text its quotes are escaped.
  if (found && !text.includes('"task_id"', found[0].length)) return found[1] ?? found[2];
  return new Row(text, where).read(idShape).task_id;
}

/**
 * The program of a row. A completion continues the prompt; a solution replaces it, with the prompt's
 * imports where it leaves them out, unless it is only a body. What is no program as it stands is read as
 * a reply.
 *
 * @example
 * ```ts
 * import { Task } from "tracelab";
 * import { sampleProgram } from "tracelab/tasks";
 * import assert from "node:assert/strict";
 * const task = Task.parse({
 *   id: "own/1", set: "own", entryPoint: "one", prompt: { complete: "def one():\n" }, hidden: { kind: "run" },
 * });
 * const { code } = sampleProgram(task, { completion: "<think>Hm.</think>\n    return 1\n" });
 * assert.equal(code, "def one():\n    return 1\n");
 * ```
 */
export function sampleProgram(
  task: Task,
  row: Omit<SampleRow, "id">,
): { code: string; extracted: boolean } {
  const prompt = task.prompt.complete;
  const name = task.entryPoint?.match(/^[\p{L}_][\p{L}\p{N}_]*/u)?.[0];
  const text = row.solution ?? row.completion ?? "";
  const continues = row.solution === undefined && prompt !== undefined && name !== undefined;
  const future = /^from __future__/m.test(text);
  const whole = continues && !future ? prompt + text : text;
  if (isProgram(whole, name) || (!continues && stub(whole, name))) {
    const code = row.solution !== undefined && prompt && name ? withImports(whole, prompt) : whole;
    return { code, extracted: false };
  }
  const found = extractCode(text, { prompt, entryPoint: task.entryPoint });
  // Reasoning that was cut off holds no answer; a program that is wrong stays as it was sent.
  if (found ? parses(found) : !withoutReasoning(text).trim()) {
    return { code: found, extracted: found.trim() !== text.trim() };
  }
  const defined = !continues && name && definition(pythonUnits(text), name);
  if (defined && prompt) return { code: withImports(text, prompt), extracted: false };
  return continues || !found ? { code: whole, extracted: false } : { code: found, extracted: true };
}

/** A solution that leaves the body open is wrong as it was published. */
const stub = (text: string, name: string | undefined) =>
  !!name && parses(text) && definition(pythonUnits(text), name) === "stub";

/** Annotations are no part of what is tested: harnesses that record solutions import all of these. */
const typing = "List Dict Tuple Set Optional Any Union Callable Iterable Iterator Generator".split(
  " ",
);

/** A solution with the imports that it uses and does not make: the prompt's, and names of `typing`. */
function withImports(code: string, prompt: string): string {
  if (/^from __future__/m.test(code)) return code;
  const lacks = (name: string) =>
    new RegExp(`(?<![.\\w])${name}\\b`).test(code) &&
    !new RegExp(
      `\\bimport\\b[^\\n]*(?:\\b${name}\\b|\\*)|^(?:def|class)\\s+${name}\\b|^${name}\\s*=`,
      "m",
    )
      .test(code);
  const head: string[] = [];
  for (const [line, names] of prompt.matchAll(/^(?:from\s+[\w.]+\s+)?import\s+(.+)$/gm)) {
    if (
      names.split(",").some((name) => lacks(name.trim().split(/\s+as\s+/).at(-1)!.split(".")[0]))
    ) {
      head.push(line);
    }
  }
  const rest = typing.filter((name) => lacks(name) && !head.join("\n").includes(name));
  if (rest.length) head.push(`from typing import ${rest.join(", ")}`);
  return head.length ? `${head.join("\n")}\n${code}` : code;
}
