/**
 * `deno task lab`: installs Deno's kernel and opens JupyterLab, or says how to get it. Arguments go
 * to JupyterLab.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";

if (["-h", "--help"].includes(process.argv[2])) {
  console.log(
    "deno task lab [options of JupyterLab]\nInstalls Deno's kernel and opens the notebooks in JupyterLab.",
  );
  process.exit(0);
}
const root = join(import.meta.dirname!, "../..");
// A kernel is told to Jupyter by a file; Deno writes it without Jupyter, too. Forced: one of an
// earlier time may name a Deno that is gone, and without it a second time is an error.
const install = ["jupyter", "--install", "--force"];
const kernel = spawnSync(Deno.execPath(), install, { encoding: "utf8" });
if (kernel.status !== 0) {
  const lines = kernel.stderr.trim().split("\n");
  const why = lines.find((line) => line.includes("error")) ?? lines.at(-1);
  console.error(`deno jupyter --install: ${why}`);
  process.exit(1);
}
// On stderr: what JupyterLab prints (its version, its addresses) is others' to read.
console.error(
  "Deno's kernel does not stop on an error: after a cell that failed, Run All runs the later cells, " +
    "with the values that the earlier ones left. Mend the first red cell and run from there; " +
    "`deno task run NOTEBOOK` stops at the first error.",
);
const folders = [join(root, ".venv/bin"), ...(process.env.PATH ?? "").split(delimiter)];
const found = folders.map((folder) => join(folder, "jupyter-lab")).find((file) => existsSync(file));
if (!found) {
  console.log(
    "The kernel is installed, JupyterLab is not: `uvx --from jupyterlab jupyter-lab notebooks`, " +
      "`pip install jupyterlab`, or open notebooks/ in VS Code.",
  );
  process.exit(0);
}
const args = [join(root, "notebooks"), ...process.argv.slice(2)];
process.exit(spawnSync(found, args, { stdio: "inherit" }).status ?? 1);
