/** Finds the real Python behind shims, launchers and virtual environments, and the others of this machine. */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

export interface Interpreter {
  /** The real executable (pyenv's shims and the like cannot run inside the sandbox). */
  executable: string;
  /** For instance `3.11.2`. */
  version: string;
  /** What a virtual environment was made with; else the executable itself. */
  base: string;
  /** Parts of the standard library that it has, the C extensions among them. */
  modules: string[];
  /** Shared libraries that those need from outside of its own folders. */
  libraries: string[];
}

/** What is a file of machine code on one build or another, and some pure Python. */
const MODULES =
  `array bz2 calendar cmath csv ctypes dataclasses datetime decimal fractions hashlib inspect
  itertools json lzma math mmap multiprocessing operator pickle queue random resource select socket sqlite3
  ssl statistics string struct textwrap time typing unicodedata uuid xml.parsers.expat zlib zoneinfo`;

const QUESTION = `import sys, json, os
modules = []
for name in ${JSON.stringify(MODULES)}.split():
    try:
        __import__(name)
        modules.append(name)
    except Exception:
        pass
own = ("/usr/lib", "/usr/local/lib", "/lib", sys.prefix, sys.base_prefix, sys.base_exec_prefix)
libraries = set()
if os.path.exists("/proc/self/maps"):
    for line in open("/proc/self/maps"):
        path = line.rstrip("\\n").partition("/")
        path = path[1] + path[2]
        if ".so" in os.path.basename(path) and not path.startswith(own) and os.path.isfile(path):
            libraries.add(path)
base = os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)
version = sys.version_info
print(json.dumps([sys.executable, "%d.%d.%d" % version[:3], version[:2], base, modules, sorted(libraries)]))`;

const answers = new Map<string, Interpreter>();

/**
 * Asks Python itself where it lives; once a process.
 *
 * @param python an executable, a name on the `PATH`, or a virtual environment's folder
 */
export function findInterpreter(python = "python3"): Interpreter {
  const command = isFolder(python) ? join(python, "bin", "python") : python;
  const key = `${process.env.PATH}:${command}`;
  const known = answers.get(key) ?? ask(command);
  answers.set(key, known);
  return known;
}

function ask(command: string): Interpreter {
  const { status, stdout, error } = spawnSync(command, ["-I", "-c", QUESTION], {
    encoding: "utf8",
    timeout: 20_000,
  });
  if (error || status !== 0) throw new Error(`no working Python at ${command}`);
  const [executable, version, [major, minor], base, modules, libraries] = JSON.parse(stdout);
  if (major !== 3 || minor < 10) {
    throw new Error(`Python 3.10 or later is needed, ${command} is ${version}`);
  }
  return { executable, version, base, modules, libraries };
}

/**
 * Pythons that may serve where nobody has named one: that of the `PATH`, the one that its virtual
 * environment was made with, the system's. Found one after the other, as far as they are asked for.
 */
export function* interpreters(): Generator<Interpreter | Error> {
  const seen = new Set<string>();
  const commands = ["python3", "/usr/bin/python3", "/usr/local/bin/python3"];
  for (let command; (command = commands.shift());) {
    try {
      const found = findInterpreter(command);
      if (seen.has(found.executable)) continue;
      seen.add(found.executable);
      if (!seen.has(found.base)) commands.unshift(found.base);
      yield found;
    } catch (error) {
      yield error as Error;
    }
  }
}

const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();
