/**
 * `deno task bench research [--rows N] [--augmented] [--keep FOLDER] [--check PYTHON] [--json]`: made rows
 * in the columns of ArXivDLInstruct, as Parquet shards, through reading, filters, split and sample:
 * seconds, and the most memory that the process ever had resident. The shards are made by another
 * process. `--check` reads them with another engine (a Python with pyarrow), and fails where a sample has
 * a repository or a function on both sides, or a row that is in no file.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { parquetWriteFile } from "hyparquet-writer";
import { seededRandom } from "../base/mod.ts";
import { readResearch, type ResearchRow, type ResearchSplit, splitResearch } from "../tasks/mod.ts";

/** Rows of a shard. */
const shard = 50_000;

/** Repositories have from one to a few hundred rows; every twelfth function is a copy of an earlier one. */
function writeShards(folder: string, rows: number): void {
  const random = seededRandom(1);
  for (let from = 0; from < rows; from += shard) {
    const places = Array.from({ length: Math.min(shard, rows - from) }, (_, i) => from + i);
    const codes = places.map((place) => {
      const own = place % 12 === 11 ? place - Math.ceil(random() * 10) : place;
      const lines = 4 + own * 7919 % 40;
      const body = Array.from({ length: lines }, (_, i) => `    x = layer_${own}_${i}(x, mask)\n`);
      return `def forward_${own}(x, mask=None):\n${body.join("")}    return x\n`;
    });
    const column = <T>(name: string, of: (place: number, i: number) => T) => ({
      name,
      data: places.map(of),
    });
    const files = codes.map((code) => `import torch\n\n\n${code}\n${"# padding\n".repeat(150)}`);
    parquetWriteFile({
      filename: join(folder, `train-${String(from / shard).padStart(5, "0")}.parquet`),
      rowGroupSize: 1000,
      columnData: [
        column("prompt", (place) => `Write the function forward_${place} of a network.`),
        column("function", (_, i) => codes[i]),
        column("full_code", (_, i) => files[i]),
        column("function_name", (place) => `forward_${place}`),
        column("description", () => "A network."),
        column("function_summary", () => "Applies the layers in turn."),
        column("file", (place) => `model_${place % 9}.py`),
        column("repo", () => `lab/r${Math.floor(30_000 * random() ** 3)}`),
        column("extension_type", () => "py"),
        column("file_number", (place) => BigInt(place % 50)),
        column("file_length", (_, i) => BigInt(files[i].length)),
        column("avg_line_length", () => 31.5),
        column("max_line_length", () => 99n),
      ],
    });
  }
}

/** The most resident memory so far, in MiB, where the system tells (Linux). */
const peak = () => {
  const [, kib] = readFileSync("/proc/self/status", "utf8").match(/VmHWM:\s+(\d+)/) ?? [];
  return kib ? Math.round(Number(kib) / 1024) : undefined;
};

/** What another engine counts in the same shards and the samples. */
function checked(python: string, folder: string, { train, test, funnel }: ResearchSplit): unknown {
  const pairs = (rows: ResearchRow[]) => rows.map((row) => [row.repo, row.function]);
  const input = JSON.stringify({ train: pairs(train), test: pairs(test), longest: 1000 });
  const script = join(import.meta.dirname!, "researchSplit.py");
  const { error, status, stdout, stderr } = spawnSync(python, [script, folder], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (error) throw new Error(`'--check' ${python}: ${error.message}`);
  if (status !== 0) throw new Error(`${python}: ${stderr.trim().split("\n").at(-1)}`);
  const counts = JSON.parse(stdout), longer = funnel.find(({ step }) => step.includes("1000"));
  if (counts.rows !== funnel[0].kept || counts.longer !== longer?.dropped) {
    throw new Error(`the funnel counts otherwise: ${stdout.trim()}`);
  }
  return counts;
}

export async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rows: { type: "string", default: "778152" },
      augmented: { type: "boolean", default: false },
      keep: { type: "string" },
      check: { type: "string" },
      json: { type: "boolean" },
    },
  });
  const rows = Number(values.rows), { augmented } = values;
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), "bench-research-"));
  mkdirSync(folder, { recursive: true });
  try {
    const made = spawnSync(process.execPath, [
      "run",
      "-A",
      "--no-check",
      import.meta.filename!,
      folder,
      String(rows),
    ], { stdio: ["ignore", "ignore", "inherit"] });
    if (made.status !== 0) throw new Error("the shards could not be written");
    const before = peak(), began = performance.now();
    const split = await splitResearch(readResearch(folder, { context: augmented }), { augmented });
    const seconds = Number(((performance.now() - began) / 1000).toFixed(1)), peakMiB = peak();
    const row = {
      rows,
      augmented,
      seconds,
      peakMiB,
      beforeMiB: before,
      train: split.train.length,
      test: split.test.length,
      repositories: split.repositories,
      funnel: split.funnel,
      leak: split.leak,
      checked: values.check === undefined ? undefined : checked(values.check, folder, split),
    };
    console.log(
      values.json
        ? JSON.stringify(row, null, 1)
        : `${rows} rows${
          augmented ? ", augmented" : ""
        }: ${row.seconds} s, at most ${row.peakMiB} MiB ` +
          `resident (${row.beforeMiB} before); ${row.train} for training, ${row.test} for testing` +
          (row.checked ? `; another engine: ${JSON.stringify(row.checked)}` : ""),
    );
  } finally {
    // Its own temporary folder.
    if (!values.keep) rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) writeShards(Deno.args[0], Number(Deno.args[1]));
