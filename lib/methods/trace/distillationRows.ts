import type { Attempt } from "../../runs/mod.ts";
import { refuseUnknown } from "../../base/mod.ts";
import { type Task } from "../../tasks/mod.ts";

/** One training example, as `trl`'s SFTTrainer reads it: the loss is on the completion only. */
export interface DistillationRow {
  prompt: { role: "user"; content: string }[];
  completion: { role: "assistant"; content: string }[];
  /** Where it is from, for the card of a data set. */
  taskId: string;
  model: string;
}

/**
 * Sequence-level distillation data (Kim and Rush 2016): what a teacher wrote, kept where it passed.
 *
 * The rows are `trl`'s conversational prompt-completion format, whose loss mask covers the
 * completion alone. One row a distinct program, in the order of the tasks (attempts come as they are
 * finished); attempts that failed or were not judged give none.
 *
 * @param options.form The prompt the student will be asked with. @default {"instruct"}
 * @param options.rationale Puts the attempt's note of this name before the program (rationale distillation).
 *
 * @example
 * ```ts
 * import { distillationRows } from "tracelab";
 * distillationRows([], []); // []
 * ```
 */
export function distillationRows(
  attempts: Iterable<Attempt>,
  tasks: Iterable<Task>,
  options: { form?: "complete" | "instruct"; rationale?: string } = {},
): DistillationRow[] {
  refuseUnknown("distillationRows", options, { form: true, rationale: true });
  const { form = "instruct", rationale } = options;
  const byId = new Map([...tasks].map((task) => [task.id, task]));
  const rows: DistillationRow[] = [];
  const seen = new Set<string>();
  for (const { taskId, completion, verdict, notes } of attempts) {
    if (!completion || verdict?.status !== "passed") continue;
    const task = byId.get(taskId);
    if (!task) throw new Error(`an attempt names a task that is not given: ${taskId}`);
    const content = task.prompt[form] ?? task.prompt.complete ?? task.prompt.instruct ?? "";
    const key = `${taskId}\0${completion.code}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const why = rationale === undefined ? undefined : notes[rationale];
    const answer = `\`\`\`python\n${completion.code.trimEnd()}\n\`\`\``;
    rows.push({
      prompt: [{ role: "user", content }],
      completion: [{
        role: "assistant",
        content: typeof why === "string" ? `${why.trim()}\n\n${answer}` : answer,
      }],
      taskId,
      model: completion.model,
    });
  }
  const place = new Map([...byId.keys()].map((id, i) => [id, i]));
  return rows.sort((a, b) => place.get(a.taskId)! - place.get(b.taskId)!);
}
