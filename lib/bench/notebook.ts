/**
 * `deno task bench notebook [--runs N] [--json]`: what the headless runner costs on a notebook of
 * 100 small cells, and how many outputs it loses, beside `jupyter nbconvert --execute` on the same
 * notebook and kernel.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { show } from "../show/mod.ts";
import { median } from "d3-array";
import {
  fromMarkdown,
  kernelSpec,
  type Notebook,
  readNotebook,
  runNotebook,
  writeNotebook,
} from "../notebook/mod.ts";
import { joined } from "../notebook/nbformat.ts";

const CELLS = 100;

interface Measured {
  runner: string;
  runs: number;
  /** Medians, in milliseconds. */
  "kernel start": number | undefined;
  "per cell": number | undefined;
  whole: number;
  "outputs lost": number;
  of: number;
}

/** Every cell prints a line and has a value: two outputs a cell. */
function manyCells(): Notebook {
  const cells = Array.from({ length: CELLS }, (_, i) => `console.log("line ${i}");\n${i}`);
  return fromMarkdown(cells.map((cell) => "```ts\n" + cell + "\n```\n").join("\n"));
}

function lostOutputs({ cells }: Notebook): number {
  let lost = 0;
  cells.forEach((cell, i) => {
    const outputs = cell.cell_type === "code" ? cell.outputs : [];
    const line = outputs.some((output) =>
      output.output_type === "stream" && joined(output.text).includes(`line ${i}\n`)
    );
    const value = outputs.some((output) =>
      output.output_type === "execute_result" &&
      joined(output.data["text/plain"] as string[]) === String(i)
    );
    lost += Number(!line) + Number(!value);
  });
  return lost;
}

async function ours(file: string, out: string, runs: number): Promise<Measured> {
  const starts: number[] = [], cells: number[] = [], wholes: number[] = [];
  let lost = 0;
  for (let i = 0; i < runs; i++) {
    for await (const event of runNotebook(file, { out })) {
      if (event.type === "start") starts.push(event.milliseconds);
      if (event.type === "done") cells.push(event.milliseconds);
      if (event.type === "end") wholes.push(event.milliseconds);
    }
    lost += lostOutputs(await readNotebook(out));
  }
  return {
    runner: "deno task run",
    runs,
    "kernel start": median(starts),
    "per cell": median(cells),
    whole: median(wholes),
    "outputs lost": lost,
    of: runs * CELLS * 2,
  };
}

/** The same through nbconvert, which has no time of its own for start and cells. */
async function nbconvert(python: string, folder: string, file: string, runs: number) {
  const kernels = join(folder, "share/kernels/deno");
  await mkdir(kernels, { recursive: true });
  const { command } = kernelSpec("deno");
  const spec = { argv: command, display_name: "Deno", language: "typescript" };
  await writeFile(join(kernels, "kernel.json"), JSON.stringify(spec));
  const wholes: number[] = [], out = join(folder, "nbconvert.ipynb");
  let lost = 0;
  for (let i = 0; i < runs; i++) {
    const began = performance.now();
    const args = ["-m", "nbconvert", "--to", "notebook", "--execute", "--output", out, file];
    const env = { ...process.env, NO_COLOR: "1", JUPYTER_PATH: join(folder, "share") };
    const { status, stderr } = spawnSync(python, args, { env, encoding: "utf8", cwd: folder });
    if (status !== 0) throw new Error(`nbconvert: ${stderr.trim().split("\n").at(-1)}`);
    wholes.push(performance.now() - began);
    lost += lostOutputs(await readNotebook(out));
  }
  return {
    runner: "jupyter nbconvert --execute",
    runs,
    "kernel start": undefined,
    "per cell": undefined,
    whole: median(wholes),
    "outputs lost": lost,
    of: runs * CELLS * 2,
  };
}

/** Prints the table, or JSON with `--json`. */
export async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: "string", default: "20" },
      json: { type: "boolean", default: false },
    },
  });
  const runs = Number(values.runs);
  if (!(Number.isInteger(runs) && runs > 0)) throw new Error(`--runs ${values.runs}: want a count`);
  const folder = await mkdtemp(join(tmpdir(), "tracelab-bench-"));
  try {
    const file = join(folder, "cells.ipynb");
    await writeNotebook(file, manyCells());
    const rows: Measured[] = [await ours(file, join(folder, "ours.ipynb"), runs)];
    const python = resolve(process.env.TRACELAB_VENV ?? ".venv", "bin/python");
    if (existsSync(python)) {
      rows.push(await nbconvert(python, folder, file, Math.min(runs, 5)));
    } else console.error(`no nbconvert to compare with: ${python}`);
    if (values.json) console.log(JSON.stringify(rows));
    else {
      const data = await show.displayData(show.table(rows.map((row) => ({ ...row })), {
        caption: `${CELLS} cells, two outputs each; medians in milliseconds`,
      }));
      console.log(data["text/plain"]);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
