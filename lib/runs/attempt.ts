/** One try at one task: what was asked, what came, what the sandbox said. */
import { z } from "zod";
import { Completion } from "../models/mod.ts";
import { Verdict } from "../sandbox/mod.ts";

/**
 * One try at one task.
 *
 * @example
 * ```ts
 * import { Attempt, attempt } from "tracelab";
 * const one: Attempt = Attempt.parse(attempt({ method: "base", taskId: "HumanEval/0" }));
 * one.round; // 1
 * ```
 */
export const Attempt = z.object({
  /** Unique in its run and the same when the run is repeated: method, arm, task, round, role, sample. */
  id: z.string(),
  taskId: z.string(),
  method: z.string(),
  /** The branch of the experiment, for instance `base`, `resample`, `adapt`. */
  arm: z.string(),
  /** 1-based. */
  round: z.number().int().min(1),
  /** Who spoke: `student`, `planner`, `teacher`, `helper`… Helper calls have no verdict. */
  role: z.string(),
  sample: z.number().int().min(0),
  seed: z.number().int().optional(),
  completion: Completion.optional(),
  /** On the scoring (hidden) tests. */
  verdict: Verdict.optional(),
  /** On the tests that may be used as feedback. */
  visible: Verdict.optional(),
  /** The attempt this one answers. */
  parent: z.string().optional(),
  /** What the method wants to keep: plan, feedback, error class… */
  notes: z.record(z.string(), z.unknown()).default({}),
});
export type Attempt = z.infer<typeof Attempt>;

/**
 * Makes an attempt and its id.
 *
 * @example
 * ```ts
 * import { attempt } from "tracelab";
 * attempt({ method: "base", taskId: "HumanEval/0" }).id; // "base/base/HumanEval/0/1/student/0"
 * ```
 */
export function attempt(
  fields:
    & Pick<Attempt, "method" | "taskId">
    & Partial<Omit<Attempt, "id" | "method" | "taskId">>,
): Attempt {
  const { method, taskId, arm = method, round = 1, role = "student", sample = 0 } = fields;
  const id = [method, arm, taskId, round, role, sample].join("/");
  return { notes: {}, ...fields, id, arm, round, role, sample };
}
