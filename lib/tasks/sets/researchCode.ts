/** Functions of installed packages, with their examples as tests (`researchCode`). */
import { ResearchRow } from "../research/researchRow.ts";
import { researchTask } from "../research/researchTask.ts";
import type { Row } from "../reading/row.ts";
import type { Task } from "../task.ts";

export function researchCodeTask(row: Row): Task {
  const read = row.read(ResearchRow.shape);
  return researchTask(read, {
    id: `research-code/${read.file}.${read.function_name}`,
    set: "research-code",
  });
}
