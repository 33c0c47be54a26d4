import { compareArms, listed } from "../metrics/mod.ts";
import type { Attempt } from "../runs/mod.ts";
import type { Displayable } from "./displayable.ts";
import { table, type TableOptions } from "./table.ts";

/**
 * Each arm minus a control, paired by task: the difference of the shares of tasks solved, tasks gained
 * and lost, and p (McNemar's exact test with one program a task, the sign-flip test with several). The
 * table's name is `paired`.
 *
 * @param options.controls The arms that the others are compared with; the first is itself compared with
 * none. @default {["base", "resample"]}
 * @throws {RangeError} when no attempt is of a control
 *
 * @example
 * ```ts
 * import { attempt, display, show, Verdict } from "tracelab";
 * const made = (arm: string, status: string) =>
 *   attempt({
 *     method: arm, taskId: "t",
 *     verdict: Verdict.parse({ status, guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 }),
 *   });
 * const attempts = [made("base", "failed"), made("adapt", "passed")];
 * await display(show.pairedTable(attempts, { controls: ["base"] }));
 * ```
 */
export function pairedTable(
  attempts: Iterable<Attempt>,
  { controls = ["base", "resample"], ...options }:
    & TableOptions
    & { controls?: readonly string[] } = {},
): Displayable {
  const all = [...listed(attempts)];
  const rows = controls.flatMap((control) =>
    compareArms(all, control).filter((row) => row.difference && row.arm !== controls[0])
      .map(({ arm, difference, gained, lost, p }) => ({
        arm,
        control,
        difference,
        gained,
        lost,
        p,
      }))
  );
  return table(rows, { name: "paired", ...options });
}
