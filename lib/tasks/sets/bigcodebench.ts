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

/** A task of a row of `BigCodeBench.jsonl`. */
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
