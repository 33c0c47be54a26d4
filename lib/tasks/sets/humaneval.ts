/** HumanEval (openai/human-eval): a signature and docstring to continue, `check(candidate)` as the test. */
import { z } from "zod";
import { docstringExamples } from "../reading/docstringExamples.ts";
import type { Row } from "../reading/row.ts";
import { Task } from "../task.ts";

const shape = {
  task_id: z.string(),
  prompt: z.string(),
  entry_point: z.string(),
  canonical_solution: z.string(),
  test: z.string(),
};

/**
 * A task of a row of `HumanEval.jsonl`.
 *
 * @example
 * ```ts
 * import { humaneval, Row } from "tracelab/tasks";
 * const text = JSON.stringify({
 *   task_id: "HumanEval/0", prompt: "def one():\n", entry_point: "one",
 *   canonical_solution: "    return 1\n", test: "def check(f): assert f() == 1",
 * });
 * humaneval(new Row(text, "own.jsonl:1")).canonical; // "def one():\n    return 1\n"
 * ```
 */
export function humaneval(row: Row): Task {
  const fields = row.read(shape);
  return Task.parse({
    id: fields.task_id,
    set: "humaneval",
    prompt: { complete: fields.prompt },
    entryPoint: fields.entry_point,
    visible: docstringExamples(fields.prompt, fields.entry_point),
    hidden: { kind: "check", code: fields.test },
    canonical: fields.prompt + fields.canonical_solution,
  });
}
