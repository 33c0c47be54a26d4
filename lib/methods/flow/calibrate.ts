/**
 * The harness judges itself first: every canonical solution must pass its own tests before a model
 * is judged by them. Where it does not (a missing library, a broken test, a limit too tight), the
 * fault is ours, and a score on that task would be noise: TRACE's stored scores were such noise.
 */
import type { Sandbox, Verdict } from "../../sandbox/mod.ts";
import { refuseUnknown } from "../../base/mod.ts";
import { type Task } from "../../tasks/mod.ts";

export interface Calibration {
  /** Tasks whose canonical solution passes, and tasks that have none: in their order. */
  usable: Task[];
  /** Tasks that must not be scored here, with what became of their canonical solution. */
  broken: { task: Task; verdict: Verdict }[];
  /** How many canonical solutions were judged. */
  judged: number;
}

/**
 * Judges the canonical solutions of tasks.
 *
 * @example
 * ```ts
 * import { calibrate, loadTasks, sandbox } from "tracelab";
 * await using python = await sandbox({ lanes: 1 });
 * const { usable } = await calibrate(await loadTasks("starter", { limit: 2 }), python);
 * usable.length; // 2
 * ```
 */
export async function calibrate(
  tasks: readonly Task[],
  python: Sandbox,
  options: { on?: (done: number) => void } = {},
): Promise<Calibration> {
  refuseUnknown("calibrate", options, { on: true });
  const candidates = tasks.filter((task) => task.canonical !== undefined)
    .map((task) => ({ task, completion: { code: task.canonical! } }));
  const failed = new Map<string, Verdict>();
  let done = 0;
  for await (const { task, verdict } of python.judge(candidates)) {
    options.on?.(++done);
    if (verdict.status !== "passed") failed.set(task.id, verdict);
  }
  return {
    usable: tasks.filter((task) => !failed.has(task.id)),
    broken: tasks.filter((task) => failed.has(task.id))
      .map((task) => ({ task, verdict: failed.get(task.id)! })),
    judged: candidates.length,
  };
}
