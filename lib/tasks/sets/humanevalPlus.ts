/** HumanEval+ (EvalPlus): outputs on base and plus inputs are compared with the canonical solution's. */
import { z } from "zod";
import { docstringExamples } from "../reading/docstringExamples.ts";
import type { Row } from "../reading/row.ts";
import { Task } from "../task.ts";
import { wireText } from "../reading/wireText.ts";

const shape = {
  task_id: z.string(),
  prompt: z.string(),
  entry_point: z.string(),
  canonical_solution: z.string(),
  contract: z.string().default(""),
  atol: z.number(),
};

/**
 * A task of a row of `HumanEvalPlus.jsonl`.
 *
 * @example
 * ```ts
 * import { humanevalPlus, Row } from "tracelab/tasks";
 * const text = JSON.stringify({
 *   task_id: "HumanEval/0", prompt: "def f(x):\n", entry_point: "f", canonical_solution: "    return x\n",
 *   contract: "", base_input: [[1]], plus_input: [[2.0]], atol: 0,
 * });
 * humanevalPlus(new Row(text, "own.jsonl:1")).hidden.kind; // "inputs"
 * ```
 */
export function humanevalPlus(row: Row): Task {
  const fields = row.read(shape);
  const canonical = fields.prompt + fields.canonical_solution;
  return Task.parse({
    id: fields.task_id,
    set: "humaneval+",
    prompt: { complete: fields.prompt },
    entryPoint: fields.entry_point,
    visible: docstringExamples(fields.prompt, fields.entry_point),
    hidden: {
      kind: "inputs",
      reference: canonical,
      base: wireText(row.text("base_input")),
      plus: wireText(row.text("plus_input")),
      atol: fields.atol,
      // HumanEval/32: any root will do.
      oracle: fields.entry_point === "find_zero" ? "find_zero" : undefined,
    },
    canonical,
    metadata: { contract: fields.contract },
  });
}
