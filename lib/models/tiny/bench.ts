/**
 * `deno task bench tiny [--json] [--rounds N] [--install]`: speed and memory of the embedded model,
 * beside PyTorch eager on the same cores in the same run (where `.venv` has it; `--install` puts it
 * there), and the part of the measured arithmetic ceiling that training reaches. The best of all rounds is what the machine can do, the median what
 * it did.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import process from "node:process";
import { PARTS } from "./memory.ts";
import { uniform } from "./random.ts";
import { TinyLM } from "./tinyLM.ts";

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
  const random = uniform(1);
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
  const script = `${import.meta.dirname}/peers/bench_torch.py`;
  const { stdout, stderr, error } = spawnSync(python, [script], { input, encoding: "utf8" });
  if (stdout) return JSON.parse(stdout);
  console.error(
    `no PyTorch to compare with (--install gets it): ${
      error?.message ?? stderr.trim().split("\n").at(-1)
    }`,
  );
}

export async function bench(args: string[]): Promise<void> {
  const threads = Math.min(PARTS, availableParallelism());
  if (args.includes("--install")) installTorch();
  const rounds = args.indexOf("--rounds");
  if (rounds >= 0) workload.rounds = Number(args[rounds + 1]);
  const mine = await ours(threads);
  const theirs = torch(threads, mine.size);
  // Six operations a parameter and token: two forward, four backward (Kaplan et al. 2020, 2.1).
  const reached = 6 * mine.size * mine.train[0] / (mine.peak * threads);
  if (args.includes("--json")) {
    console.log(JSON.stringify({ shape, workload, threads, ours: mine, torch: theirs, reached }));
    return;
  }
  const row = (name: string, a: Speed, b?: Speed) =>
    console.log(
      [
        name.padEnd(18),
        ...[a[0], a[1], b?.[0], b?.[1]].map((x) => (x?.toFixed(0) ?? "").padStart(9)),
        b ? `${(a[0] / b[0]).toFixed(1)} x` : "",
      ].join("  "),
    );
  console.log(`${mine.size} parameters, ${threads} threads, ${mine.version} kernels`);
  console.log(
    `tokens a second          ours: best   median  torch ${theirs?.version ?? "-"}: best, median`,
  );
  row("training", mine.train, theirs?.train);
  for (const count of workload.batches) {
    row(`sampling, batch ${count}`, mine.sample[count], theirs?.sample[count]);
  }
  console.log(
    `memory: ${mine.memory.toFixed(0)} MiB (torch ${theirs?.memory.toFixed(0) ?? "-"} MiB)`,
  );
  console.log(
    `multiply-add ceiling: ${(mine.peak / 1e9).toFixed(1)} GFLOP/s a core; training reaches ${
      (100 * reached).toFixed(0)
    } % of it`,
  );
}

if (import.meta.main) await bench(process.argv.slice(2));
