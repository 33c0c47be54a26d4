/**
 * `deno task tslab [NOTEBOOK] [options of run]`: builds the package that tslab loads, installs its
 * kernel where Jupyter is, and runs a notebook on it.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { kernelSpec } from "../notebook/mod.ts";
import { buildPackage } from "./buildPackage.ts";

const root = join(import.meta.dirname!, "../..");
const modules = buildPackage();
console.log(modules ? `built ${modules} modules into lib/dist` : "lib/dist is up to date");
const [command, script] = kernelSpec("tslab").command;
const install = [script, "install", "--user", "--binary", script];
const installed = spawnSync(command, install, { encoding: "utf8" });
console.log(
  installed.status === 0
    ? "installed the kernel: choose TypeScript in Jupyter"
    : "no jupyter on the PATH: the kernel is not installed there, notebooks run headless",
);
const [notebook, ...options] = process.argv.slice(2);
if (notebook) {
  const args = ["run", "-A", "lib/cli/run.ts", notebook, "--kernel", "tslab", ...options];
  process.exit(spawnSync(Deno.execPath(), args, { cwd: root, stdio: "inherit" }).status ?? 1);
}
