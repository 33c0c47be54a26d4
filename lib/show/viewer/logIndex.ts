/**
 * What the viewer knows of a log's attempts before one is opened: a few numbers each, in columns, and
 * where its line is. A large log is read once: its index is kept beside it, in `attempts.index`, and
 * made again when the log is another one.
 */
import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { wholeLines, writeWhole } from "../../base/mod.ts";
import { Status } from "../../sandbox/mod.ts";
import { type Numbers, packed, unpacked } from "./packed.ts";

/** An attempt that nobody judged (a helper's call) has none. */
export const STATUSES = Status.options;

const NAMES = ["arms", "tasks", "roles", "errors", "models"] as const;
const COLUMNS = ["arm", "task", "round", "sample", "role", "status", "error", "model", "chars"]
  .concat("tokens", "cost", "parent") as Column[];

/** `status` and `parent` are -1 where there is none; `chars` are the program's, or the reply's. */
export type Column =
  | "arm"
  | "task"
  | "round"
  | "sample"
  | "role"
  | "status"
  | "error"
  | "model"
  | "chars"
  | "tokens"
  | "cost"
  | "parent";

/** Distinct names, and a number of them an attempt. The first error is none. */
export interface LogIndex {
  path: string;
  names: Record<typeof NAMES[number], string[]>;
  columns: Record<Column | "at" | "bytes", Numbers>;
}

/** What is read of a line of the log. The viewer looks at what `record` wrote after checking it. */
interface Line {
  id: string;
  taskId: string;
  arm: string;
  round: number;
  sample: number;
  role: string;
  parent?: string;
  completion?: {
    text: string;
    code: string;
    model: string;
    cost?: number;
    usage?: { promptTokens?: number; completionTokens?: number };
  };
  verdict?: { status: Status; error?: { type: string } };
}

/** The index of a smaller log is made as fast as it is read. */
const KEPT_BYTES = 4e6;
/** Another version makes the index again. */
const VERSION = 1;

/**
 * The index of the log in a run's folder.
 *
 * @param keptBytes from which size of the log on the index is kept beside it. @default {4e6}
 */
export function logIndex(folder: string, keptBytes: number = KEPT_BYTES): LogIndex {
  const path = join(folder, "attempts.jsonl"), file = join(folder, "attempts.index");
  const fd = openSync(path, "r");
  try {
    const stamp = stampOf(fd), kept = fstatSync(fd).size >= keptBytes;
    const known = kept ? keptIndex(file, path, stamp) : undefined;
    if (known) return known;
    const made = { path, ...read(fd) };
    if (kept) keep(file, stamp, made);
    return made;
  } finally {
    closeSync(fd);
  }
}

/** Makes the index of a large log beside it, for whoever opens it next. */
export function keepIndex(folder: string): void {
  if (statSync(join(folder, "attempts.jsonl")).size >= KEPT_BYTES) logIndex(folder);
}

/** Size, time of the last change, and a hash of the log's beginning and end. */
function stampOf(fd: number): string {
  const { size, mtimeNs } = fstatSync(fd, { bigint: true });
  const hash = createHash("sha256"), piece = new Uint8Array(1 << 16);
  for (const at of [0, Math.max(0, Number(size) - piece.length)]) {
    hash.update(piece.subarray(0, readSync(fd, piece, 0, piece.length, at)));
  }
  return [VERSION, size, mtimeNs, hash.digest("hex").slice(0, 16)].join(" ");
}

function keptIndex(file: string, path: string, stamp: string): LogIndex | undefined {
  try {
    const { about, columns } = unpacked(new Uint8Array(readFileSync(file)));
    if (about.stamp !== stamp) return undefined;
    return { path, names: about.names, columns } as LogIndex;
  } catch {
    return undefined; // none, or not whole: it is made again from the log
  }
}

function keep(file: string, stamp: string, { names, columns }: LogIndex): void {
  try {
    writeWhole(file, packed({ stamp, names }, columns));
  } catch {
    // A folder that cannot be written to is read as it is each time.
  }
}

function read(fd: number): Pick<LogIndex, "names" | "columns"> {
  const named = Object.fromEntries(NAMES.map((name) => [name, new Names()])) as Record<
    typeof NAMES[number],
    Names
  >;
  const { arms, tasks, roles, errors, models } = named;
  errors.of("");
  const columns = Object.fromEntries(
    [...COLUMNS, "at", "bytes"].map((name) => [name, [] as number[]]),
  ) as Record<Column | "at" | "bytes", number[]>;
  const ids = new Map<string, number>();
  for (const { text, at, bytes } of wholeLines(fd)) {
    const one: Line = JSON.parse(text), { completion, verdict } = one, { usage } = completion ?? {};
    // An attempt that could not be judged is made again: its later line counts.
    const row = ids.get(one.id) ?? ids.size;
    ids.set(one.id, row);
    columns.at[row] = at;
    columns.bytes[row] = bytes;
    columns.arm[row] = arms.of(one.arm);
    columns.task[row] = tasks.of(one.taskId);
    columns.round[row] = one.round;
    columns.sample[row] = one.sample;
    columns.role[row] = roles.of(one.role);
    columns.status[row] = verdict ? STATUSES.indexOf(verdict.status) : -1;
    columns.error[row] = errors.of(verdict?.error?.type ?? "");
    columns.model[row] = models.of(completion?.model ?? "");
    columns.chars[row] = (completion?.code || completion?.text || "").length;
    columns.tokens[row] = (usage?.promptTokens ?? 0) + (usage?.completionTokens ?? 0);
    columns.cost[row] = completion?.cost ?? 0;
    columns.parent[row] = one.parent === undefined ? -1 : ids.get(one.parent) ?? -1;
  }
  const names = Object.fromEntries(NAMES.map((name) => [name, named[name].all]));
  return { names: names as LogIndex["names"], columns };
}

/** Distinct names, in the order of their first appearance. */
export class Names {
  readonly all: string[] = [];
  readonly #at = new Map<string, number>();

  of(name: string): number {
    const known = this.#at.get(name);
    if (known !== undefined) return known;
    this.#at.set(name, this.all.length);
    return this.all.push(name) - 1;
  }
}
