import type { CellFailed } from "./cellFailed.ts";

/** A failure in a line or two: which cell, what, and the source line where it is known. */
export function describeFailure(failure: CellFailed): string {
  const { kind, index, cell, ename, evalue, line, source } = failure;
  const name = kind === "error" && !evalue.startsWith(ename) ? `${ename}: ${evalue}` : evalue;
  const where = source === undefined ? "" : `\n  line ${line}: ${source}`;
  return `cell ${index} (${cell.id}): ${name}${where}`;
}
