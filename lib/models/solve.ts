import type { Task } from "../tasks/mod.ts";
import type { Intent } from "./intent.ts";
import type { Request } from "./request.ts";

type SolveIntent = Extract<Intent, { kind: "solve" }>;
export type SolveRequest = Request & { intent: SolveIntent };
type SolveOptions = Omit<Request, "intent"> & Omit<SolveIntent, "kind" | "task">;

/**
 * The request to write a task's program.
 *
 * @example
 * ```ts
 * import { solve, Task } from "tracelab";
 * const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });
 * solve(task, { samples: 5, temperature: 0.8 }).samples; // 5
 * ```
 */
export function solve(task: Task, options: SolveOptions = {}): SolveRequest {
  const { form, plan, directives, demonstrations, prompt, ...request } = options;
  const intent = { kind: "solve" as const, task, form, plan, directives, demonstrations, prompt };
  return { ...request, intent };
}
