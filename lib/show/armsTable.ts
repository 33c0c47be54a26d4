import { compareArms, type Comparison } from "../metrics/mod.ts";
import type { Attempt } from "../runs/mod.ts";
import type { Displayable } from "./displayable.ts";
import { table, type TableOptions } from "./table.ts";

/**
 * What each arm reached and spent: share of tasks solved, pass ratio, programs, helper calls and tokens
 * a task. The table's name is `arms`.
 *
 * @param options.control The arm that stands first. @default {"base"}
 * @throws {RangeError} when no attempt is of the control
 *
 * @example
 * ```ts
 * import { attempt, display, show, Verdict } from "tracelab";
 * const verdict = Verdict.parse({
 *   status: "passed", guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1,
 * });
 * const attempts = [attempt({ method: "base", taskId: "t", verdict })];
 * await display(show.armsTable(attempts, { caption: "Hidden tests." }));
 * ```
 */
export function armsTable(
  attempts: Iterable<Attempt>,
  { control = "base", ...options }: TableOptions & { control?: string } = {},
): Displayable {
  const columns: (keyof Comparison)[] = [
    "arm",
    "tasks",
    "seeds",
    "solved",
    "passRatio",
    "programs",
    "helperCalls",
    "tokens",
  ];
  const rows = compareArms(attempts, control).map((row) => ({ ...row }));
  return table(rows, { name: "arms", columns, ...options });
}
