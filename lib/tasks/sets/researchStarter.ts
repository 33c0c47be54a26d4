/** The bundled research code: 40 and more functions in the style of such code, with tests. */
import { ResearchRow } from "../research/researchRow.ts";
import { researchTask } from "../research/researchTask.ts";
import type { Row } from "../reading/row.ts";
import type { Task } from "../task.ts";

export function researchStarter(row: Row): Task {
  const read = row.read(ResearchRow.shape);
  return researchTask(read, {
    id: `research-starter/${read.function_name}`,
    set: "research-starter",
  });
}
