/**
 * Runs a notebook headless on a real kernel, cell by cell, and yields what happens.
 *
 * The notebook is saved, to another file than it was read from, before the first and after every
 * cell, so that whatever ends the run leaves a valid file. The kernel's folder is the notebook's
 * folder unless told otherwise. Tags mean what they mean to nbclient: `skip-execution` leaves a cell as
 * it is, `raises-exception` lets it fail.
 */
import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { refuseInput } from "../base/mod.ts";
import { CellOutputs } from "./cellOutputs.ts";
import { type CellFailed, cellFailure } from "./cellFailed.ts";
import { Kernel, type KernelOptions } from "./kernel.ts";
import { KernelBroken } from "./kernelErrors.ts";
import { type KernelName, type KernelSpec, kernelSpec } from "./kernelSpec.ts";
import type { Message } from "./message.ts";
import {
  type CodeCell,
  hasTag,
  joined,
  type Notebook,
  readNotebook,
  writeNotebook,
} from "./nbformat.ts";
import { chosenParameters, injectParameters, type Parameters } from "./parameters.ts";

export interface RunNotebookOptions {
  /** Where the executed notebook goes. */
  out: string;
  /** @default {"deno"} */
  kernel?: KernelName | KernelSpec;
  preset?: string;
  /** Values by parameter; a string is read by the parameter's type. */
  parameters?: Record<string, unknown>;
  /** The kernel's folder. @default {the notebook's folder} */
  cwd?: string;
  env?: KernelOptions["env"];
  /** For one cell. @default {none: a measurement takes hours} */
  timeoutMs?: number;
  /** Ends the run after the running cell's kernel was killed. */
  signal?: AbortSignal;
}

export type NotebookEvent =
  | { type: "start"; kernel: string; parameters: Parameters; cells: number; milliseconds: number }
  /** `index` counts the code cells, from 1. */
  | { type: "cell"; index: number; cells: number; cell: CodeCell }
  | { type: "done"; index: number; cells: number; cell: CodeCell; milliseconds: number }
  | { type: "end"; notebook: Notebook; failure?: CellFailed; milliseconds: number };

/**
 * Runs a notebook; the last event is `end`, with the failure if there was one.
 *
 * @example
 * ```ts
 * import { fromMarkdown, runNotebook, writeNotebook } from "tracelab/notebook";
 * const folder = await Deno.makeTempDir();
 * const fence = "`".repeat(3);
 * const notebook = fromMarkdown(`${fence}ts\nconsole.log(1 + 1);\n${fence}`);
 * await writeNotebook(`${folder}/in.ipynb`, notebook);
 * for await (const event of runNotebook(`${folder}/in.ipynb`, { out: `${folder}/out.ipynb` })) {
 *   if (event.type === "end") console.log(event.failure ?? "all cells ran");
 * }
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function* runNotebook(
  file: string,
  options: RunNotebookOptions,
): AsyncGenerator<NotebookEvent> {
  const { out, preset, parameters: values, timeoutMs, signal } = options;
  const spec = typeof options.kernel === "object"
    ? options.kernel
    : kernelSpec(options.kernel ?? "deno");
  const began = performance.now();
  const read = await readNotebook(file);
  const parameters = chosenParameters(read, { preset, values });
  const cwd = options.cwd ?? dirname(resolve(file));
  refuseInput(out, [file, ...filesAmong(parameters).map((path) => resolve(cwd, path))]);
  const notebook = injectParameters(read, parameters);
  const cells = notebook.cells.filter((cell) => cell.cell_type === "code")
    .filter((cell) => joined(cell.source).trim() !== "" && !hasTag(cell, "skip-execution"));
  for (const cell of cells) {
    cell.outputs = [];
    cell.execution_count = null;
  }
  notebook.metadata = {
    ...notebook.metadata,
    kernelspec: { name: spec.name, display_name: spec.displayName, language: "typescript" },
  };
  await mkdir(dirname(out), { recursive: true });
  await writeNotebook(out, notebook);

  // Nobody looks on: no progress lines.
  const env = { TRACELAB_PROGRESS: "0", TRACELAB_INTERRUPT: "0", ...options.env };
  const start = () => Kernel.start(spec, { cwd, env });
  let kernel = await start();
  const abort = () => kernel.kill();
  signal?.addEventListener("abort", abort, { once: true });
  const outputs = new CellOutputs();
  let failure: CellFailed | undefined;
  try {
    notebook.metadata.language_info = kernel.languageInfo;
    const milliseconds = performance.now() - began;
    yield { type: "start", kernel: spec.name, parameters, cells: cells.length, milliseconds };
    for (const [i, cell] of cells.entries()) {
      const started = performance.now(), place = { index: i + 1, cells: cells.length, cell };
      yield { type: "cell", ...place };
      failure = await runCell(kernel, cell, outputs, timeoutMs);
      if (failure?.kind === "KernelBroken" && i === 0) {
        // Nothing ran yet, so nothing is lost with it.
        await kernel.close();
        kernel = await start();
        cell.outputs = [];
        cell.execution_count = null;
        failure = await runCell(kernel, cell, outputs, timeoutMs);
      }
      if (failure) failure.index = i + 1;
      if (failure && signal?.aborted) failure.evalue = "stopped";
      if (failure?.kind === "error" && hasTag(cell, "raises-exception")) failure = undefined;
      await writeNotebook(out, notebook);
      yield { type: "done", ...place, milliseconds: performance.now() - started };
      if (failure) break;
    }
  } finally {
    signal?.removeEventListener("abort", abort);
    await kernel.close();
    await writeNotebook(out, notebook);
  }
  yield { type: "end", notebook, failure, milliseconds: performance.now() - began };
}

/** What may be files among the values: `FILE`, `recorded:FILE`. */
function filesAmong(parameters: Parameters): string[] {
  return Object.values(parameters).flat().filter((value) => typeof value === "string")
    .flatMap((text) => [text, text.replace(/^[a-z]+:/, "")]);
}

/** Runs one cell; a failure is also among the cell's outputs, so that the file tells it. */
async function runCell(
  kernel: Kernel,
  cell: CodeCell,
  outputs: CellOutputs,
  timeoutMs: number | undefined,
): Promise<CellFailed | undefined> {
  let failure: CellFailed | undefined;
  try {
    const onOutput = (message: Message) => void outputs.apply(cell, message);
    const reply = await kernel.execute(joined(cell.source), onOutput, { timeoutMs });
    cell.execution_count ??= reply.execution_count ?? null;
    if (reply.status !== "ok") failure = cellFailure(cell, reply);
    await kernel.settle(onOutput);
    if (reply.status === "ok") {
      // Deno shows the last assignment's value, which nobody asked for.
      if (hasTag(cell, "injected-parameters")) cell.outputs = [];
      return undefined;
    }
    failure = cellFailure(cell, reply); // again: tslab prints what was thrown, which came by now
  } catch (error) {
    if (!failure || error instanceof KernelBroken) failure = cellFailure(cell, error as Error);
  }
  if (!cell.outputs.some((output) => output.output_type === "error")) {
    const { ename, evalue } = failure;
    outputs.apply(cell, { type: "error", content: { ename, evalue, traceback: [] } });
  }
  return failure;
}
