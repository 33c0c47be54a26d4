import type { CellReply } from "./kernel.ts";
import { type CodeCell, joined } from "./nbformat.ts";
import { transpiledLine } from "./transpiledLine.ts";

/** A cell did not end well. `kind` tells the cell's own error from the kernel's end. */
export interface CellFailed {
  kind: "error" | "KernelBroken" | "KernelDied" | "KernelTimeout";
  ename: string;
  evalue: string;
  cell: CodeCell;
  /** Of the code cells, from 1. */
  index: number;
  /** 1-based line of the cell, and its text, where the kernel told it. */
  line?: number;
  source?: string;
}

/** Says what went wrong in a cell, from the kernel's reply or the error of asking it. */
export function cellFailure(cell: CodeCell, cause: CellReply | Error): CellFailed {
  if (cause instanceof Error) {
    const { name } = cause;
    const kind = name === "KernelTimeout" || name === "KernelBroken" ? name : "KernelDied";
    return { kind, ename: cause.name, evalue: cause.message, cell, index: 0 };
  }
  const written = cell.outputs.find((output) => output.output_type === "error");
  const printed = cell.outputs
    .filter((output) => output.output_type === "stream" && output.name === "stderr")
    .map((output) => "text" in output ? joined(output.text) : "").join("");
  const ename = cause.ename || written?.ename || "Error";
  // tslab prints an exception instead of publishing it.
  const evalue = cause.evalue || written?.evalue || printed.trim() || "no message";
  const traceback = [...cause.traceback ?? [], ...written?.traceback ?? [], printed, evalue];
  const code = joined(cell.source), line = lineOf(traceback.join("\n"), code);
  const source = line === undefined ? undefined : code.split("\n")[line - 1]?.trim();
  return { kind: "error", ename, evalue, cell, index: 0, ...(source ? { line, source } : {}) };
}

/** The innermost line of the cell in a trace: Deno names it `<anonymous>:2:9`, tslab `2:9 - …`. */
function lineOf(trace: string, code: string): number | undefined {
  const [, row, column] = trace.match(/<anonymous>:(\d+):(\d+)/) ?? [];
  if (row) return transpiledLine(code, Number(row), Number(column));
  const found = trace.match(/^(\d+):\d+ - /m) ?? trace.match(/\(line (\d+)|:(\d+):\d+$/m);
  const text = found?.[1] ?? found?.[2];
  return text ? Number(text) : undefined;
}
