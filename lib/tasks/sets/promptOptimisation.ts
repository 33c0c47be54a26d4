/**
 * Rows `task_id, prompt, code, test[]`: the format of the iterative prompt-optimisation framework. A row
 * may have more tests as `plus_test[]`.
 */
import { z } from "zod";
import { entryPointOf } from "./mbpp.ts";
import type { Row } from "../reading/row.ts";
import { Task } from "../task.ts";

const shape = {
  task_id: z.union([z.number(), z.string()]),
  prompt: z.string(),
  code: z.string(),
  test: z.array(z.string()).min(1),
  plus_test: z.array(z.string()).min(1).optional(),
};

/**
 * A task of such a row.
 *
 * @example
 * ```ts
 * import { promptOptimisation, Row } from "tracelab/tasks";
 * const text = JSON.stringify({
 *   task_id: 1, prompt: "Write one.", code: "def one(): return 1", test: ["assert one() == 1"],
 * });
 * promptOptimisation(new Row(text, "own.jsonl:1")).entryPoint; // "one"
 * ```
 */
export function promptOptimisation(row: Row): Task {
  const { task_id, prompt, code, test, plus_test } = row.read(shape);
  return Task.parse({
    id: String(task_id),
    set: "local",
    prompt: { instruct: prompt },
    entryPoint: entryPointOf(code, test),
    visible: { kind: "asserts", asserts: test.slice(0, 1) },
    hidden: { kind: "asserts", asserts: test },
    canonical: code,
    metadata: plus_test ? { plusTest: plus_test } : {},
  });
}
