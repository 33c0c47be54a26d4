/**
 * `deno task bench tiny [--json] [--turns N] [--rounds N] [--install]`: speed and memory of the
 * embedded model, beside PyTorch eager on the same cores in the same run (where `.venv` has it;
 * `--install` puts it there), and the part of the measured arithmetic ceiling that training reaches.
 * The two take turns, so that a slow minute of the machine falls on both. A turn's best round is what
 * the machine can do, its median what it did; of the turns the median is told, of ratios the median
 * of the turns' own.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import process from "node:process";
import { parseArgs } from "node:util";
import { median } from "d3-array";
import { PARTS } from "../tiny/memory.ts";
import { seededRandom } from "../base/mod.ts";
import { TinyLM } from "../tiny/mod.ts";

const shape = { vocabulary: 512, width: 64, layers: 4, heads: 2, context: 192 };
const workload = { batch: 32, length: 64, prompt: 40, new: 40, batches: [1, 64], rounds: 15 };

/** [best, median] in tokens a second. */
type Speed = [number, number];

interface Result {
  train: Speed;
  sample: Record<number, Speed>;
  /** Resident MiB of the process. */
  memory: number;
  version: string;
}

async function speed(tokens: number, run: () => unknown): Promise<Speed> {
  const times: number[] = [];
  for (let round = 0; round < workload.rounds; round++) {
    const start = performance.now();
    await run();
    times.push((performance.now() - start) / 1000);
  }
  times.sort((a, b) => a - b);
  return [tokens / times[0], tokens / times[times.length >> 1]];
}

async function ours(threads: number): Promise<Result & { peak: number; size: number }> {
  await using lm = await TinyLM.create(shape, { threads });
  const random = seededRandom(1);
  const text = (length: number) =>
    Array.from({ length }, () => Math.floor(random() * shape.vocabulary));
  const { batch, length } = workload;
  const step = () => {
    const data = Array.from({ length: batch }, () => ({ tokens: text(length + 1) }));
    lm.step(data, { learningRate: 1e-3, weightDecay: 0.05 });
  };
  for (let i = 0; i < 10; i++) step(); // the compiler's second tier starts after some calls
  const train = await speed(batch * length, step);
  const sample: Record<number, Speed> = {};
  for (const count of workload.batches) {
    const prompts = Array.from({ length: count }, () => text(workload.prompt));
    const options = { maxTokens: workload.new, temperature: 0.8 };
    const run = () => lm.generate(prompts, options);
    await run();
    sample[count] = await speed(count * workload.new, run);
  }
  const rounds = 200_000, { kernels } = lm.engine.operations;
  const [peak] = await speed(96 * rounds, () => kernels.multiplyAddPeak(rounds, 0.999, 0.001));
  const memory = process.memoryUsage().rss / 2 ** 20;
  return { train, sample, memory, version: lm.engine.build, peak, size: lm.size };
}

const venv = process.env.TRACELAB_VENV ?? ".venv";
const python = `${venv}/bin/python`;

/** PyTorch in the virtual environment, which is made where it is missing. */
function installTorch(): void {
  const run = (command: string, args: string[]) => {
    const { status, error } = spawnSync(command, args, { stdio: "inherit" });
    if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? status}`);
  };
  if (!existsSync(python)) run("python3", ["-m", "venv", venv]);
  run(python, ["-m", "pip", "install", "--quiet", "torch==2.13.0", "numpy<2.3"]);
}

function torch(threads: number, size: number): Result | undefined {
  const config = { ...shape, hidden: 4 * shape.width };
  const input = JSON.stringify({ config, ...workload, threads, parameters: size });
  const script = `${import.meta.dirname}/../tiny/peers/bench_torch.py`;
  const { stdout, stderr, error } = spawnSync(python, [script], { input, encoding: "utf8" });
  if (stdout) return JSON.parse(stdout);
  console.error(
    `no PyTorch to compare with (--install gets it): ${
      error?.message ?? stderr.trim().split("\n").at(-1)
    }`,
  );
}

export async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: "boolean", default: false },
      install: { type: "boolean", default: false },
      rounds: { type: "string", default: "15" },
      turns: { type: "string", default: "5" },
    },
  });
  const threads = Math.min(PARTS, availableParallelism());
  if (values.install) installTorch();
  workload.rounds = Number(values.rounds);
  const mine: Awaited<ReturnType<typeof ours>>[] = [], theirs: Result[] = [];
  for (let turn = 0; turn < Number(values.turns); turn++) {
    mine.push(await ours(threads));
    // Where it is missing in the first turn it is not looked for again.
    const beside = turn === theirs.length ? torch(threads, mine[0].size) : undefined;
    if (beside) theirs.push(beside);
  }
  const [{ size, version }] = mine;
  // Six operations a parameter and token: two forward, four backward (Kaplan et al. 2020, 2.1).
  const reached = median(mine.map(({ train, peak }) => 6 * size * train[0] / (peak * threads)));
  if (values.json) {
    console.log(JSON.stringify({ shape, workload, threads, ours: mine, torch: theirs, reached }));
    return;
  }
  const row = (name: string, of: (result: Result) => Speed) => {
    const [a, b] = [mine.map(of), theirs.map(of)];
    const column = (speeds: Speed[], which: 0 | 1) =>
      speeds.length ? median(speeds.map((speed) => speed[which])).toFixed(0) : "";
    const columns = [column(a, 0), column(a, 1), column(b, 0), column(b, 1)];
    const ratio = b.length ? `${median(b.map(([best], i) => a[i][0] / best)).toFixed(2)} x` : "";
    console.log([name.padEnd(18), ...columns.map((x) => x.padStart(9)), ratio].join("  "));
  };
  // Of the first turn: this process also holds what later ones have not given back yet.
  const memory = ([first]: Result[]) => first?.memory.toFixed(0) ?? "-";
  console.log(`${size} parameters, ${threads} threads, ${version} kernels`);
  console.log(
    `tokens a second          ours: best   median  torch ${
      theirs[0]?.version ?? "-"
    }: best, median`,
  );
  row("training", ({ train }) => train);
  for (const count of workload.batches) {
    row(`sampling, batch ${count}`, ({ sample }) => sample[count]);
  }
  console.log(`memory: ${memory(mine)} MiB (torch ${memory(theirs)} MiB)`);
  console.log(
    `multiply-add ceiling: ${
      (median(mine.map(({ peak }) => peak)) / 1e9).toFixed(1)
    } GFLOP/s a core; training reaches ${(100 * reached).toFixed(0)} % of it`,
  );
}

if (import.meta.main) await bench(process.argv.slice(2));
