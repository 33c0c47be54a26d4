/** BigCodeBench: practical tasks with third-party libraries, judged by a unittest class. */
import { z } from "zod";
import { firstTestOnly } from "../reading/firstTestOnly.ts";
import type { Row } from "../reading/row.ts";
import { Task } from "../task.ts";

const shape = {
  task_id: z.string(),
  complete_prompt: z.string(),
  instruct_prompt: z.string(),
  canonical_solution: z.string(),
  code_prompt: z.string(),
  test: z.string(),
  entry_point: z.string(),
  /** A Python list, as text. */
  libs: z.string(),
};

/**
 * A task of a row of `BigCodeBench.jsonl`.
 *
 * @example
 * ```ts
 * import { bigcodebench, Row } from "tracelab/tasks";
 * const text = JSON.stringify({
 *   task_id: "BigCodeBench/0", complete_prompt: "def task_func():\n", instruct_prompt: "Write it.",
 *   canonical_solution: "    return 1\n", code_prompt: "def task_func():\n", entry_point: "task_func",
 *   test: "import unittest\nclass TestCases(unittest.TestCase): pass\n", libs: "[]", doc_struct: "{}",
 * });
 * bigcodebench(new Row(text, "own.jsonl:1")).hidden.kind; // "unittest"
 * ```
 */
export function bigcodebench(row: Row): Task {
  const fields = row.read(shape);
  const visible = firstTestOnly(fields.test);
  return Task.parse({
    id: fields.task_id,
    set: "bigcodebench",
    prompt: { complete: fields.complete_prompt, instruct: fields.instruct_prompt },
    entryPoint: fields.entry_point,
    visible: visible && { kind: "unittest", code: visible },
    hidden: { kind: "unittest", code: fields.test },
    canonical: fields.complete_prompt + fields.canonical_solution,
    libraries: [...fields.libs.matchAll(/'([^']+)'|"([^"]+)"/g)].map(([, a, b]) => a ?? b),
    // The harness of its authors puts this stub before a solution that it calibrates.
    metadata: { codePrompt: fields.code_prompt },
  });
}
