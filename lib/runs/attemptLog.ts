/**
 * `attempts.jsonl`: one attempt a line, appended and never rewritten. A torn last line (a kill, a power
 * cut) is dropped; anything else malformed is an error with its line number.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { basename } from "node:path";
import { wholeLines } from "../base/mod.ts";
import { Attempt } from "./attempt.ts";
import { RunError } from "./runError.ts";

function parse(text: string, where: string): Attempt {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RunError(`${where}: not JSON`);
  }
  const result = Attempt.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new RunError(`${where}: ${issue.path.join(".") || "attempt"}: ${issue.message}`);
}

/**
 * The attempts of a log, one at a time; none where there is no file.
 *
 * @example
 * ```ts
 * import { readAttempts } from "tracelab/runs";
 * for (const { taskId, verdict } of readAttempts("results/runs/base-code/main/attempts.jsonl")) {
 *   console.log(taskId, verdict?.status);
 * }
 * ```
 */
export function* readAttempts(path: string): Generator<Attempt> {
  for (const { attempt } of placedAttempts(path)) yield attempt;
}

/** Whether nobody could judge the program: such an attempt is made again when its run is resumed. */
export function unjudged({ verdict, visible }: Attempt): boolean {
  return verdict?.status === "harness" || visible?.status === "harness";
}

/**
 * The attempts with their place in the file, for `attemptAt`. One that nobody could judge comes last,
 * and not at all where a later line is the same attempt judged.
 */
export function* placedAttempts(path: string): Generator<{ attempt: Attempt; place: Place }> {
  if (!existsSync(path)) return;
  const fd = openSync(path, "r");
  const open = new Map<string, { attempt: Attempt; place: Place }>();
  try {
    for (const { text, number, at, bytes } of wholeLines(fd)) {
      const found = { attempt: parse(text, `${basename(path)}:${number}`), place: { at, bytes } };
      open.delete(found.attempt.id);
      if (unjudged(found.attempt)) open.set(found.attempt.id, found);
      else yield found;
    }
    yield* open.values();
  } finally {
    closeSync(fd);
  }
}

export interface Place {
  at: number;
  bytes: number;
}

/** Notes may hold anything. */
function jsonOf(attempt: Attempt): string {
  try {
    return JSON.stringify(attempt);
  } catch (error) {
    const [why] = (error as Error).message.split("\n");
    throw new RunError(`attempt '${attempt.id}' cannot be written as JSON: ${why}`);
  }
}

/** A log that is open for appending. */
export class AttemptLog {
  readonly #fd: number;
  #end: number;

  /** Opens the file, made when there is none, and cuts off a torn last line. */
  constructor(readonly path: string) {
    this.#fd = openSync(path, "a+", 0o644);
    this.#end = fstatSync(this.#fd).size;
    let whole = 0;
    for (const { at, bytes } of wholeLines(this.#fd)) whole = at + bytes + 1;
    if (whole < this.#end) {
      ftruncateSync(this.#fd, whole);
      this.#end = whole;
    }
  }

  /** Writes one line; it has reached the operating system when this returns. */
  append(attempt: Attempt): Place {
    const line = new TextEncoder().encode(jsonOf(attempt) + "\n");
    for (let written = 0; written < line.length;) {
      written += writeSync(this.#fd, line, written, line.length - written);
    }
    const place = { at: this.#end, bytes: line.length - 1 };
    this.#end += line.length;
    return place;
  }

  /** Reads back one attempt. */
  attemptAt({ at, bytes }: Place): Attempt {
    const line = new Uint8Array(bytes);
    readSync(this.#fd, line, 0, bytes, at);
    return parse(new TextDecoder().decode(line), `${basename(this.path)} at byte ${at}`);
  }

  close(): void {
    fsyncSync(this.#fd);
    closeSync(this.#fd);
  }
}
