/**
 * The indexes of one or more runs as one, and the texts of their attempts, which stay on disk until
 * they are asked for.
 */
import { closeSync, openSync, readSync } from "node:fs";
import type { Run } from "../../runs/mod.ts";
import { type Column, type LogIndex, logIndex, Names, STATUSES } from "./logIndex.ts";
import { type Numbers, packed } from "./packed.ts";

/** Names, and a number of them an attempt. */
export interface RunIndex {
  runs: { name: string; seed?: number; startedAt?: string; commit?: string; finished: boolean }[];
  /** A branch of a run. */
  arms: { run: number; name: string }[];
  tasks: string[];
  roles: string[];
  /** Kinds of errors; the first is none. */
  errors: string[];
  statuses: readonly string[];
  models: string[];
  columns: Record<Column, Numbers>;
  /** The first attempt of each chunk: so many are loaded together. */
  chunks: number[];
}

/** Texts of some attempts are loaded together: about so many bytes. */
const CHUNK_BYTES = 128 * 1024;

/** Reads runs' logs once; the texts are read again, by chunk, when they are asked for. */
export class RunTexts {
  readonly index: RunIndex;
  readonly #logs: LogIndex[];
  /** The first row of each log. */
  readonly #begins: number[] = [];

  constructor(runs: readonly Run[]) {
    const logs = this.#logs = runs.map(({ folder }) => logIndex(folder));
    let rows = 0;
    for (const { columns } of logs) rows += (this.#begins.push(rows), columns.at.length);
    const names = {
      tasks: new Names(),
      roles: new Names(),
      errors: new Names(),
      models: new Names(),
    };
    const arms = logs.flatMap((log, run) => log.names.arms.map((name) => ({ run, name })));
    const columns: Partial<Record<Column, Numbers>> = {};
    /** A column of all logs; `to` says what a log's number becomes. */
    const join = (column: Column, to?: (log: LogIndex, run: number) => (n: number) => number) => {
      const all = columns[column] = new Float64Array(rows);
      for (const [run, log] of logs.entries()) {
        const own = log.columns[column], at = this.#begins[run], turn = to?.(log, run);
        for (let i = 0; i < own.length; i++) all[at + i] = turn ? turn(own[i]) : own[i];
      }
    };
    const renamed = (kind: keyof typeof names) => ({ names: own }: LogIndex) => {
      const become = own[kind].map((name) => names[kind].of(name));
      return (n: number) => become[n];
    };
    let armsBefore = 0;
    join("arm", ({ names }) => {
      const before = armsBefore;
      armsBefore += names.arms.length;
      return (n) => before + n;
    });
    join("task", renamed("tasks"));
    join("role", renamed("roles"));
    join("error", renamed("errors"));
    join("model", renamed("models"));
    join("parent", (_, run) => (n) => n < 0 ? n : this.#begins[run] + n);
    for (const plain of ["round", "sample", "status", "chars", "tokens", "cost"] as const) {
      join(plain);
    }
    const chunks: number[] = [];
    let size = Infinity;
    for (const [run, log] of logs.entries()) {
      const { bytes } = log.columns;
      for (let i = 0; i < bytes.length; i++) {
        if (size + bytes[i] > CHUNK_BYTES) [size] = [0, chunks.push(this.#begins[run] + i)];
        size += bytes[i];
      }
    }
    this.index = {
      runs: runs.map(({ name, manifest: { seed, sessions }, finished }) => ({
        name,
        seed,
        startedAt: sessions[0]?.startedAt,
        commit: sessions[0]?.commit,
        finished: finished !== undefined,
      })),
      arms,
      tasks: names.tasks.all,
      roles: names.roles.all,
      errors: names.errors.all,
      statuses: STATUSES,
      models: names.models.all,
      columns: columns as Record<Column, Numbers>,
      chunks,
    };
  }

  /** The index as the page reads it. */
  packed(): Uint8Array<ArrayBuffer> {
    const { columns, ...about } = this.index;
    return packed(about, { ...columns });
  }

  /** The attempts of a chunk as they stand in the log, a line each; undefined of one that is not there. */
  chunk(number: number): string | undefined {
    const { chunks, columns } = this.index;
    if (!Object.hasOwn(chunks, number)) return undefined;
    const from = chunks[number], to = chunks[number + 1] ?? columns.task.length;
    let parts: string[] = [];
    for (const [run, log] of this.#logs.entries()) {
      const begin = this.#begins[run], { at, bytes } = log.columns;
      const first = Math.max(from - begin, 0), end = Math.min(to - begin, at.length);
      if (first < end) parts = parts.concat(textsOf(log.path, at, bytes, first, end));
    }
    return parts.join("\n");
  }
}

/** Lines of a log; those that lie behind each other are read at once. */
function textsOf(path: string, at: Numbers, bytes: Numbers, first: number, end: number): string[] {
  const fd = openSync(path, "r"), texts: string[] = [];
  try {
    for (let from = first, to; from < end; from = to) {
      to = from + 1;
      while (to < end && at[to] === at[to - 1] + bytes[to - 1] + 1) to++;
      const piece = new Uint8Array(at[to - 1] + bytes[to - 1] - at[from]);
      readSync(fd, piece, 0, piece.length, at[from]);
      texts.push(new TextDecoder().decode(piece));
    }
    return texts;
  } finally {
    closeSync(fd);
  }
}
