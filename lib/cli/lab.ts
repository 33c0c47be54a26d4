/**
 * `deno task lab`: installs Deno's kernel and opens JupyterLab, or says how to get it. Arguments go
 * to JupyterLab.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import process from "node:process";
import { stripVTControlCharacters } from "node:util";

if (["-h", "--help"].includes(process.argv[2])) {
  console.log(
    "deno task lab [options of JupyterLab]\nInstalls Deno's kernel and opens the notebooks in JupyterLab.",
  );
  process.exit(0);
}
const root = join(import.meta.dirname!, "../..");
const { env } = process;

/** Where Jupyter looks for the user's kernels. */
function kernelFile(): string {
  const home = env.HOME ?? env.USERPROFILE ?? "";
  const data = env.JUPYTER_DATA_DIR ?? (
    process.platform === "win32"
      ? join(env.APPDATA ?? home, "jupyter")
      : process.platform === "darwin"
      ? join(home, "Library/Jupyter")
      : join(env.XDG_DATA_HOME ?? join(home, ".local/share"), "jupyter")
  );
  return join(data, "kernels/deno/kernel.json");
}

/** What a kernel's file says, or that it cannot be read. */
function specIn(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.stringify(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return "a file that is no JSON";
  }
}

const spec = kernelFile(), before = specIn(spec);
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
// Deno does not know JUPYTER_DATA_DIR; it says where it wrote to.
const written = /installed successfully at (.+?)\.?\s*$/m.exec(
  stripVTControlCharacters(kernel.stdout + kernel.stderr),
)?.[1];
if (written && resolve(written) !== dirname(spec)) {
  cpSync(written, dirname(spec), { recursive: true });
}
const now = specIn(spec);
if (before !== undefined && now !== before) {
  console.error(`replaced ${spec}, which was ${before}`);
}
// On stderr: what JupyterLab prints (its version, its addresses) is others' to read.
console.error(
  "Deno's kernel does not stop on an error: after a cell that failed, Run All runs the later cells, " +
    "with the values that the earlier ones left. Mend the first red cell and run from there; " +
    "`deno task run NOTEBOOK` stops at the first error.\n" +
    "Kernel → Interrupt stops the lab's own work and keeps the variables; other code in a cell of " +
    "Deno's kernel ends only with Kernel → Restart (on tslab it ends, too).",
);
const venv = env.TRACELAB_VENV ?? join(root, ".venv");
const folders = [join(venv, "bin"), ...(env.PATH ?? "").split(delimiter)];
const found = folders.map((folder) => join(folder, "jupyter-lab")).find((file) => existsSync(file));
if (!found) {
  console.error(
    "The kernel is installed, JupyterLab is not: `uvx --from jupyterlab jupyter-lab`, " +
      "`pip install jupyterlab`, or open notebooks/ in VS Code.",
  );
  process.exit(1);
}
// Node would read JupyterLab's own scripts as modules: this project's package.json says that it has them.
const scope = join(venv, "package.json");
if (found.startsWith(`${root}/`) && !existsSync(scope)) writeFileSync(scope, "{}\n");
const given = process.argv.slice(2);
const own = (name: string, value: string) =>
  given.some((one) => one.split("=")[0] === name) ? [] : [`${name}${value}`];
// The project is the root, so that results and reports can be opened; it begins at the notebooks.
const args = [
  ...own("--ServerApp.root_dir", `=${root}`),
  ...own("--LabApp.default_url", "=/lab/tree/notebooks"),
  ...(process.getuid?.() === 0 ? own("--allow-root", "") : []),
  ...given,
];
process.exit(spawnSync(found, args, { stdio: "inherit", cwd: root }).status ?? 1);
