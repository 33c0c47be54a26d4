/**
 * `deno task run NOTEBOOK`: runs one notebook headless. See `usage` below.
 */
import { join } from "node:path";
import process from "node:process";
import { describeFailure, type KernelName, runNotebook } from "../notebook/mod.ts";
import { freeName } from "../base/mod.ts";
import { executedName } from "./executedName.ts";
import { progressLine } from "./progressLine.ts";
import { readArgs, refuse } from "./readArgs.ts";

const usage = `deno task run NOTEBOOK [options]
  --kernel deno|tslab   the kernel (deno)
  --preset NAME         values from the notebook's presets table
  --param name=value    one value; may be repeated
  --out FILE            the executed notebook; one of that name is replaced
                        (results/runs/NOTEBOOK-WHAT-DIFFERS.ipynb, numbered where it is there)
  --force               replace the one of that name in results/runs
  --timeout SECONDS     for one cell (600)`;

const { values, positionals } = readArgs({
  allowPositionals: true,
  options: {
    kernel: { type: "string", default: "deno" },
    preset: { type: "string" },
    param: { type: "string", multiple: true, default: [] },
    out: { type: "string" },
    force: { type: "boolean", default: false },
    timeout: { type: "string", default: "600" },
    help: { type: "boolean", short: "h" },
  },
});
const [file] = positionals;
if (values.help || positionals.length !== 1) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}
const timeout = Number(values.timeout);
if (!(timeout > 0 && timeout < Infinity)) {
  refuse(`--timeout must be a positive number: ${values.timeout}`);
}

const parameters = Object.fromEntries(values.param.map((text) => {
  const at = text.indexOf("=");
  if (at < 1) refuse(`--param ${text}: want name=value`);
  return [text.slice(0, at), text.slice(at + 1)];
}));
const { kernel, preset } = values;
const name = executedName(file, { kernel, preset, parameters });
const folder = "results/runs";
const own = values.force ? join(folder, `${name}.ipynb`) : freeName(folder, name, ".ipynb");
const out = values.out ?? own;

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
process.once("SIGTERM", () => stop.abort());

const progress = progressLine();
try {
  if (values.kernel === "tslab") {
    // Loaded here: the compiler takes longer to load than Deno's kernel to start.
    const modules = (await import("./buildPackage.ts")).buildPackage();
    if (modules) progress.done(`built ${modules} modules into lib/dist`);
  }
  const events = runNotebook(file, {
    out,
    kernel: kernel as KernelName,
    preset,
    parameters,
    timeoutMs: timeout * 1000,
    signal: stop.signal,
  });
  for await (const event of events) {
    if (event.type === "start") {
      progress.done(`${event.kernel} kernel up in ${event.milliseconds.toFixed(0)} ms`);
    } else if (event.type === "cell") {
      progress.show(`cell ${event.index}/${event.cells}`);
    } else if (event.type === "end") {
      const seconds = (event.milliseconds / 1000).toFixed(1);
      if (event.failure) {
        progress.done(describeFailure(event.failure));
        console.log(`wrote ${out} as far as it ran (${seconds} s)`);
        process.exitCode = 1;
      } else progress.done(`wrote ${out} (${seconds} s)`);
    }
  }
} catch (error) {
  progress.done(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
