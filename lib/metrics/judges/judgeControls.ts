/** What a judge is compared with: the wrong programs it must refuse, and the judge that never looks. */
import { grouped, shuffled } from "../../base/mod.ts";
import { dialects, type Model, modelFrom, type ModelOptions } from "../../models/mod.ts";
import type { JudgedCode } from "./codeJudge.ts";

/**
 * Every task with the program of another task, the reference left in its place: a judge that reads says
 * wrong of all of them. Where one task has more than half of the programs, some find no other and are left out.
 *
 * @example
 * ```ts
 * import { loadTasks } from "tracelab";
 * import { shuffledCode } from "tracelab/metrics";
 * const programs = (await loadTasks("starter", { limit: 3 }))
 *   .map((task) => ({ task, code: task.canonical! }));
 * shuffledCode(programs, 7).some(({ task, code }) => code === task.canonical); // false
 * ```
 */
export function shuffledCode<P extends JudgedCode>(programs: Iterable<P>, seed: number): P[] {
  // Grouped by task and turned by the largest group: no program comes to a task of its own.
  const groups = grouped(shuffled([...programs], seed), ({ task }) => task.id);
  const ordered = [...groups.values()].flat();
  const turn = Math.max(0, ...[...groups.values()].map((own) => own.length));
  return ordered.flatMap((program, i) => {
    const other = ordered[(i + turn) % ordered.length];
    return other.task.id === program.task.id ? [] : [{ ...program, code: other.code }];
  });
}

/**
 * The judge that never looks: every program is right. What it scores is the share of right programs, its
 * AUC is .5 and its agreement 1.
 *
 * @example
 * ```ts
 * import { loadTasks } from "tracelab";
 * import { alwaysYes, codeJudge } from "tracelab/metrics";
 * const [task] = await loadTasks("starter", { limit: 1 });
 * for await (const { correct } of codeJudge(alwaysYes(), [{ task, code: "pass" }])) {
 *   console.log(correct); // true
 * }
 * ```
 */
export function alwaysYes(options: ModelOptions = {}): Model {
  return modelFrom("always-yes", () => ({
    dialect: dialects.chat,
    complete: ({ intent }) => {
      const protocol = intent.kind === "judge" ? intent.protocol : undefined;
      const text = protocol === "taxonomy"
        ? "[]"
        : protocol === "summarise"
        ? "Yes"
        : "[[Correct]]";
      return Promise.resolve({ text, finishReason: "stop" });
    },
  }), { store: false, identity: "always-yes", ...options });
}
