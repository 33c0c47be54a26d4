/**
 * What the viewer knows of every attempt before one is opened: a few numbers each, in columns, and
 * where its line is in the log. Texts stay on disk until they are asked for.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { wholeLines } from "../../base/mod.ts";
import type { Run } from "../../runs/mod.ts";
import { Status } from "../../sandbox/mod.ts";

/** An attempt that nobody judged (a helper's call) has none. */
const STATUSES = Status.options;

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
  columns: Record<Column, number[]>;
  /** The first attempt of each chunk: so many are loaded together. */
  chunks: number[];
}

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

/** Texts of some attempts are loaded together: about so many bytes. */
const CHUNK_BYTES = 128 * 1024;

/** Reads runs' logs once; the texts are read again, by chunk, when they are asked for. */
export class RunTexts {
  readonly index: RunIndex;
  readonly #places: { path: string; at: number; bytes: number }[] = [];

  constructor(runs: readonly Run[]) {
    const names = () => new Names();
    const arms = names(), tasks = names(), roles = names(), errors = names(), models = names();
    errors.of("");
    const columns = Object.fromEntries(
      ["arm", "task", "round", "sample", "role", "status", "error", "model", "chars"]
        .concat("tokens", "cost", "parent").map((name) => [name, [] as number[]]),
    ) as Record<Column, number[]>;
    const ids = new Map<string, number>();
    const take = (run: number, one: Line, place: { path: string; at: number; bytes: number }) => {
      const { completion, verdict } = one, { usage } = completion ?? {};
      // An attempt that could not be judged is made again: its later line counts.
      const id = `${run} ${one.id}`, row = ids.get(id) ?? ids.size;
      ids.set(id, row);
      this.#places[row] = place;
      columns.arm[row] = arms.of(`${run} ${one.arm}`);
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
      columns.parent[row] = one.parent === undefined ? -1 : ids.get(`${run} ${one.parent}`) ?? -1;
    };
    for (const [run, { folder }] of runs.entries()) {
      const path = join(folder, "attempts.jsonl"), fd = openSync(path, "r");
      try {
        for (const { text, at, bytes } of wholeLines(fd)) {
          take(run, JSON.parse(text), { path, at, bytes });
        }
      } finally {
        closeSync(fd);
      }
    }
    const chunks: number[] = [];
    let size = Infinity;
    for (const [row, { bytes }] of this.#places.entries()) {
      if (size + bytes > CHUNK_BYTES) [size] = [0, chunks.push(row)];
      size += bytes;
    }
    this.index = {
      runs: runs.map(({ name, manifest: { seed, sessions }, finished }) => ({
        name,
        seed,
        startedAt: sessions[0]?.startedAt,
        commit: sessions[0]?.commit,
        finished: finished !== undefined,
      })),
      arms: arms.all.map((text) => {
        const at = text.indexOf(" ");
        return { run: Number(text.slice(0, at)), name: text.slice(at + 1) };
      }),
      tasks: tasks.all,
      roles: roles.all,
      errors: errors.all,
      statuses: STATUSES,
      models: models.all,
      columns,
      chunks,
    };
  }

  /** The attempts of a chunk as they stand in the log, a line each; undefined of one that is not there. */
  chunk(number: number): string | undefined {
    const { chunks } = this.index;
    if (!Object.hasOwn(chunks, number)) return undefined;
    const places = this.#places.slice(chunks[number], chunks[number + 1]);
    const open = new Map<string, number>();
    try {
      return places.map(({ path, at, bytes }) => {
        const fd = open.get(path) ?? openSync(path, "r"), line = new Uint8Array(bytes);
        open.set(path, fd);
        readSync(fd, line, 0, bytes, at);
        return new TextDecoder().decode(line);
      }).join("\n");
    } finally {
      for (const fd of open.values()) closeSync(fd);
    }
  }
}

/** Distinct names, in the order of their first appearance. */
class Names {
  readonly all: string[] = [];
  readonly #at = new Map<string, number>();

  of(name: string): number {
    const known = this.#at.get(name);
    if (known !== undefined) return known;
    this.#at.set(name, this.all.length);
    return this.all.push(name) - 1;
  }
}
