/**
 * `researchCode`: rows made at run time from installed BSD-licensed packages, for machines where
 * ArXivDLInstruct cannot be had, and executed. Nothing of the packages is part of this project.
 *
 * Said plainly: these packages are in every large model's training data, and a program may call the
 * package's other functions. What is measured is partly memory, before and after a fine-tuning alike.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import {
  cacheFolder,
  fetchOnce,
  hash53,
  refuseUnknown,
  TaskSetError,
  writeWhole,
} from "../../base/mod.ts";

/** The packages that rows are made of. */
export const researchPackages = ["networkx", "sympy", "scipy"] as const;

export interface ResearchCodeOptions {
  /** Public packages with doctests. @default {["networkx", "sympy", "scipy"]} */
  packages?: readonly string[];
  /** The Python that has them. @default {"python3"} */
  python?: string;
}

const script = join(dirname(fileURLToPath(import.meta.url)), "package_rows.py");
const Versions = z.record(z.string(), z.string().nullable());

/**
 * The file of rows in the columns of ArXivDLInstruct, made of installed packages (`networkx`, `sympy`,
 * `scipy`), once for their versions, into the cache. `readResearch` and `loadTasks` read it;
 * `loadTasks("research-code")` and `loadResearch("research-code")` make it by themselves.
 *
 * A row is a public function of at most 1,000 characters without its docstring. The docstring without its
 * examples is the instruction; the examples (doctest) are the hidden tests, in the column `examples`.
 * Some depend on versions and platforms, and pass for nobody: calibrate first (`calibrate`).
 *
 * @throws {TaskSetError} of one line, where Python or a package is not there
 *
 * @example
 * ```ts
 * import { readResearch, researchCode } from "tracelab/tasks";
 * try {
 *   const path = await researchCode({ packages: ["networkx"] });
 *   for await (const { function_name, examples } of readResearch(path)) console.log(function_name, examples);
 * } catch (error) {
 *   console.log((error as Error).message); // no networkx here
 * }
 * ```
 */
export async function researchCode(options: ResearchCodeOptions = {}): Promise<string> {
  refuseUnknown("researchCode", options, { packages: true, python: true });
  const { packages = researchPackages, python = "python3" } = options;
  const odd = packages.find((name) => !/^[A-Za-z_]\w*$/.test(name));
  if (odd !== undefined) throw new TaskSetError(`not the name of a package: '${odd}'`);
  const versions = Versions.parse(JSON.parse(await output(python, ["--versions", ...packages])));
  const missing = packages.filter((name) => !versions[name]);
  if (missing.length) {
    throw new TaskSetError(
      `research-code needs ${missing.join(", ")} in ${python}: python3 -m pip install ${
        missing.join(" ")
      } in a virtual environment, and its bin first on the PATH`,
    );
  }
  const made = hash53(readFileSync(script, "utf8")).toString(36);
  const name = packages.map((each) => `${each}-${versions[each]}`).join("-");
  const path = join(cacheFolder(), "research-code", `${name}-${made}.jsonl`);
  if (existsSync(path)) return path;
  await fetchOnce(path, async () => {
    const text = await output(python, [...packages]);
    // The last line says how many: a cut output is none.
    const lines = text.trimEnd().split("\n"), { rows } = JSON.parse(lines.pop()!);
    if (rows !== lines.length) throw new TaskSetError(`${python}: ${lines.length} of ${rows} rows`);
    if (!rows) throw new TaskSetError(`no function with examples in ${packages.join(", ")}`);
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, `${lines.join("\n")}\n`);
  });
  return path;
}

function output(python: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, ["-I", script, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let text = "", said = "";
    child.stdout.setEncoding("utf8").on("data", (part) => text += part);
    child.stderr.setEncoding("utf8").on("data", (part) => said = (said + part).slice(-4000));
    child.on("error", ({ message }) => reject(new TaskSetError(`${python}: ${message}`)));
    child.on("close", (code) => {
      if (code === 0) resolve(text);
      else reject(new TaskSetError(`${python}: ${said.trim().split("\n").at(-1) ?? code}`));
    });
  });
}
