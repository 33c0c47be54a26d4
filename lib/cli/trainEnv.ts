/** `deno task train-env`: the Python environment in which real models are trained (`trl`), pinned. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { requirements, trainEnvironment, trlPackages } from "../train/mod.ts";
import { command, start } from "./command.ts";

export const parser = command(
  "train-env",
  "The Python environment that trains real models with trl, in the cache.",
)
  .option("--python <path>", "Python 3.10 or later", "python3")
  .option("--cpu", "PyTorch's own build without GPUs: 200 MB and not 2 GB on Linux");

function run(program: string, args: string[]): void {
  const { status, error } = spawnSync(program, args, { stdio: "inherit" });
  if (error) throw new Error(`${program}: ${error.message}`);
  if (status !== 0) {
    throw new Error(`${program} ${args.slice(0, 3).join(" ")} … ended with ${status}`);
  }
}

function work(): void {
  const { python, cpu } = parser.opts<{ python: string; cpu?: boolean }>();
  const folder = trainEnvironment(), own = join(folder, "bin", "python");
  if (!existsSync(own)) run(python, ["-m", "venv", folder]);
  const list = join(mkdtempSync(join(tmpdir(), "train-env-")), "requirements.txt");
  writeFileSync(list, requirements);
  const index = cpu ? ["--extra-index-url", "https://download.pytorch.org/whl/cpu"] : [];
  try {
    run(own, ["-m", "pip", "install", "--disable-pip-version-check", ...index, "-r", list]);
  } finally {
    rmSync(dirname(list), { recursive: true });
  }
  const names = Object.entries(trlPackages).map(([name, version]) => `${name} ${version}`);
  console.log(`${own}: ${names.join(", ")}`);
}

if (import.meta.main) await start(parser, work, 1);
