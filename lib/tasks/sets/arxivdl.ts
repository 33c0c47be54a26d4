/**
 * ArXivDLInstruct: functions of research code with instructions, 778,152 rows, for fine-tuning. They
 * have no tests: a program of theirs is only run. Always streamed.
 */
import { ResearchRow } from "../research/researchRow.ts";
import { researchTask } from "../research/researchTask.ts";
import type { Row } from "../reading/row.ts";
import type { Task } from "../task.ts";

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
  return researchTask(row.read(ResearchRow.shape), { id: `ArXivDL/${index}`, set: "arxivdl" });
}
