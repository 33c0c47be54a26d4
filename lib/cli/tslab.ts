/**
 * `deno task tslab [NOTEBOOK] [options of run]`: builds the package that tslab loads, installs its
 * kernel where Jupyter is, and runs a notebook on it.
 */
import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import process from "node:process";
import { kernelSpec } from "../notebook/mod.ts";
import { buildPackage } from "./buildPackage.ts";
import { command, here, Refusal, start } from "./command.ts";

const root = join(import.meta.dirname!, "../..");

export const parser = command("tslab", "Build the package for the tslab kernel, and install that.")
  .argument("[notebook]", "a file to run on it")
  .argument("[options...]", "options of deno task run")
  .allowUnknownOption() // they are run's to refuse
  .passThroughOptions();

function work(): number {
  const modules = buildPackage();
  console.log(modules ? `built ${modules} modules into lib/dist` : "lib/dist is up to date");
  const [runtime, script] = kernelSpec("tslab").command;
  const install = [script, "install", "--user", "--binary", script];
  const PATH = [join(root, ".venv/bin"), process.env.PATH].join(delimiter); // as `lab` looks for Jupyter
  const installed = spawnSync(runtime, install, {
    encoding: "utf8",
    env: { ...process.env, PATH },
  });
  console.log(
    installed.status === 0
      ? "installed the kernel: choose TypeScript in Jupyter"
      : "no jupyter on the PATH or in .venv: the kernel is not installed there, notebooks run headless",
  );
  const [notebook, ...options] = parser.args;
  if (notebook?.startsWith("-")) {
    throw new Refusal(`options are of a notebook, and there is none: ${notebook}`);
  }
  if (notebook) {
    const args = ["run", "-A", "lib/cli/run.ts", here(notebook), "--kernel", "tslab", ...options];
    return spawnSync(Deno.execPath(), args, { cwd: root, stdio: "inherit" }).status ?? 1;
  }
  return 0;
}

if (import.meta.main) await start(parser, work);
