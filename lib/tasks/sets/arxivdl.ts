/**
 * ArXivDLInstruct: functions of research code with instructions, 778,152 rows, for fine-tuning. They
 * have no tests: a program of theirs is only run. Always streamed.
 */
import { z } from "zod";
import type { Row } from "../reading/row.ts";
import { Task } from "../task.ts";

const shape = {
  prompt: z.string(),
  function: z.string(),
  full_code: z.string().nullish(),
  function_name: z.string().nullish(),
  description: z.string().nullish(),
  function_summary: z.string().nullish(),
  file: z.string().nullish(),
  repo: z.string().nullish(),
  file_number: z.union([z.number(), z.string()]).nullish(),
  file_length: z.union([z.number(), z.string()]).nullish(),
};

/**
 * A task of a row; `index` is its place in the file, which is its id.
 *
 * @example
 * ```ts
 * import { arxivdl, Row } from "tracelab/tasks";
 * const text = JSON.stringify({ prompt: "Write a ReLU.", function: "def relu(x): ...", full_code: "" });
 * arxivdl(new Row(text, "own.jsonl:1"), 0).id; // "ArXivDL/0"
 * ```
 */
export function arxivdl(row: Row, index: number): Task {
  const { prompt, function: code, function_name: name, ...rest } = row.read(shape);
  return Task.parse({
    id: `ArXivDL/${index}`,
    set: "arxivdl",
    prompt: { instruct: prompt },
    entryPoint: name || undefined,
    hidden: { kind: "run" },
    canonical: code,
    metadata: { ...rest, file_length: rest.file_length ? Number(rest.file_length) : undefined },
  });
}
