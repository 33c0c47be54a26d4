/**
 * Files that a command writes: beside their place and renamed, so that a kill leaves the old one or the
 * new one; and never one that the same command reads.
 */
import {
  closeSync,
  existsSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { TaskSetError } from "./taskSetError.ts";

/** What is there; undefined also of what cannot be a path. */
function statOf(path: string) {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}

/**
 * Refuses an output that is one of the inputs: by the same name, another spelling of it, or a link.
 *
 * @throws {TaskSetError} naming both
 *
 * @example
 * ```ts
 * import { refuseInput } from "./outputFile.ts";
 * import assert from "node:assert/strict";
 * const file = "./package.json";
 * refuseInput("./verdicts.jsonl", [file]);
 * assert.throws(() => refuseInput("package.json", [file]), /the output package\.json is the input/);
 * ```
 */
export function refuseInput(out: string, inputs: Iterable<string>): void {
  const own = statOf(out);
  // What is no file has no content to lose: /dev/null, a terminal, a pipe.
  if (!own?.isFile()) return;
  for (const input of inputs) {
    const other = statOf(input);
    if (other?.dev === own.dev && other.ino === own.ino) {
      throw new TaskSetError(
        out === input
          ? `the output ${out} is the input of the same name`
          : `the output ${out} is the input ${input}`,
      );
    }
  }
}

/**
 * An output that is written piece by piece; nobody sees it before `keep`.
 *
 * @example
 * ```ts
 * import { OutputFile } from "./outputFile.ts";
 * import { mkdtempSync } from "node:fs";
 * using file = new OutputFile(`${mkdtempSync("/tmp/out-")}/rows.jsonl`);
 * file.write('{"id":1}\n');
 * file.keep(); // without it nothing is there
 * ```
 */
export class OutputFile {
  /** Where it will be: a link is followed. */
  readonly path: string;
  readonly #beside: string | undefined;
  readonly #fd: number;
  #open = true;

  /**
   * @param inputs What the same command reads.
   * @throws {TaskSetError} where the output has no name, is an input, a folder, or in no folder
   */
  constructor(path: string, inputs: Iterable<string> = []) {
    if (!path.trim()) throw new TaskSetError(`the output has no name: "${path}"`);
    refuseInput(path, inputs);
    const found = statOf(path);
    if (found?.isDirectory()) throw new TaskSetError(`the output ${path} is a folder`);
    this.path = found?.isFile() ? realpathSync(path) : path;
    if (!existsSync(dirname(this.path))) {
      throw new TaskSetError(`no folder ${dirname(this.path)} for the output ${path}`);
    }
    // A device or a pipe cannot be renamed to.
    if (found && !found.isFile()) this.#fd = openSync(this.path, "w");
    else {
      this.#beside = `${this.path}.${crypto.randomUUID().slice(0, 8)}.part`;
      this.#fd = openSync(this.#beside, "wx", found ? Number(found.mode) & 0o777 : 0o666);
    }
  }

  write(content: string | Uint8Array): void {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    for (let written = 0; written < bytes.length;) {
      written += writeSync(this.#fd, bytes, written);
    }
  }

  /** Puts it in its place. */
  keep(): void {
    this.#close();
    if (this.#beside) renameSync(this.#beside, this.path);
  }

  /** Leaves what was there; of no effect after `keep`. */
  [Symbol.dispose](): void {
    if (!this.#open) return;
    this.#close();
    if (this.#beside) rmSync(this.#beside, { force: true });
  }

  #close() {
    closeSync(this.#fd);
    this.#open = false;
  }
}

/**
 * Replaces a file at once: a kill leaves the old one or the new one.
 *
 * @example
 * ```ts
 * import { writeWhole } from "./outputFile.ts";
 * import { mkdtempSync } from "node:fs";
 * writeWhole(`${mkdtempSync("/tmp/out-")}/own.json`, "{}");
 * ```
 */
export function writeWhole(
  path: string,
  content: string | Uint8Array,
  inputs: Iterable<string> = [],
): void {
  using file = new OutputFile(path, inputs);
  file.write(content);
  file.keep();
}

/**
 * The first of `NAME.ext`, `NAME-2.ext`, `NAME-3.ext`… that is not there.
 *
 * @example
 * ```ts
 * import { freeName } from "./outputFile.ts";
 * freeName("/tmp", "a-name-that-is-not-there", ".json"); // "/tmp/a-name-that-is-not-there.json"
 * ```
 */
export function freeName(folder: string, name: string, ext: string): string {
  for (let n = 1;; n++) {
    const path = join(folder, `${name}${n > 1 ? `-${n}` : ""}${ext}`);
    if (!existsSync(path)) return path;
  }
}
