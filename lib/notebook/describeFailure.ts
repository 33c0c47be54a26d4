import type { CellFailed } from "./cellFailed.ts";

/**
 * A failure in a line or two: which cell, what, and the source line where it is known.
 *
 * @example
 * ```ts
 * import { describeFailure, readNotebook } from "tracelab/notebook";
 * const { cells } = await readNotebook("notebooks/BaseCode.ipynb");
 * const [cell] = cells.filter((cell) => cell.cell_type === "code");
 * describeFailure({ kind: "error", cell, index: 1, ename: "TypeError", evalue: "no number" });
 * // "cell 1 (…): TypeError: no number"
 * ```
 */
export function describeFailure(failure: CellFailed): string {
  const { kind, index, cell, ename, evalue, line, source } = failure;
  const name = kind === "error" && !evalue.startsWith(ename) ? `${ename}: ${evalue}` : evalue;
  const where = source === undefined ? "" : `\n  line ${line}: ${source}`;
  return `cell ${index} (${cell.id}): ${name}${where}`;
}
