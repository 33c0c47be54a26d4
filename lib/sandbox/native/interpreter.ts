/** Finds the real Python behind shims, launchers and virtual environments. */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

export interface Interpreter {
  /** The real executable (pyenv's shims and the like cannot run inside the sandbox). */
  executable: string;
  /** For instance `3.11.2`. */
  version: string;
}

const QUESTION = `import sys, json
print(json.dumps([sys.executable, "%d.%d.%d" % sys.version_info[:3], list(sys.version_info[:2])]))`;

/**
 * Asks Python itself where it lives.
 *
 * @param python an executable, a name on the `PATH`, or a virtual environment's folder
 */
export function findInterpreter(python = "python3"): Interpreter {
  const command = isFolder(python) ? join(python, "bin", "python") : python;
  const { status, stdout, error } = spawnSync(command, ["-I", "-c", QUESTION], {
    encoding: "utf8",
    timeout: 20_000,
  });
  if (error || status !== 0) throw new Error(`no working Python at ${command}`);
  const [executable, version, [major, minor]] = JSON.parse(stdout);
  if (major !== 3 || minor < 10) {
    throw new Error(`Python 3.10 or later is needed, ${command} is ${version}`);
  }
  return { executable, version };
}

const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();
