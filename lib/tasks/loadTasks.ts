/** Task sets by name or by file, and any part of one. */
import { existsSync } from "node:fs";
import { apps } from "./sets/apps.ts";
import { arxivdl } from "./sets/arxivdl.ts";
import { findArxivdl } from "./reading/findArxivdl.ts";
import { bigcodebench } from "./sets/bigcodebench.ts";
import { findSet } from "./reading/findSet.ts";
import {
  packageFile,
  readRows,
  refuseUnknown,
  seededRandom,
  shuffled,
  TaskSetError,
} from "../base/mod.ts";
import { humaneval } from "./sets/humaneval.ts";
import { humanevalPlus } from "./sets/humanevalPlus.ts";
import { leetcode } from "./sets/leetcode.ts";
import { mbpp } from "./sets/mbpp.ts";
import { mbppPlus } from "./sets/mbppPlus.ts";
import { isOwn, own, OWN_COLUMNS } from "./sets/own.ts";
import { promptOptimisation } from "./sets/promptOptimisation.ts";
import { Row } from "./reading/row.ts";
import { sameTask } from "./sameTask.ts";
import { researchCode, researchPackages } from "./research/researchCode.ts";
import { researchCodeTask } from "./sets/researchCode.ts";
import { researchStarter } from "./sets/researchStarter.ts";
import { starter } from "./sets/starter.ts";
import type { Task } from "./task.ts";
import type { TinyTasksOptions } from "../tinyWorld/mod.ts";
import { loadTiny } from "./sets/tiny.ts";

export interface LoadOptions extends Pick<TinyTasksOptions, "steps" | "phrasing" | "conventions"> {
  /**
   * At most so many tasks, after `ids`, `split`, `difficulty` and `seed`; `tiny` draws so many, and `ids`
   * chooses among them. @default {all, 200 of tiny}
   */
  limit?: number;
  /** Only these, as people write them: `MBPP/11`, `11`. An unknown one is an error. */
  ids?: string[];
  /** Shuffles before `limit`. @default {the order of the file} */
  seed?: number;
  /**
   * `mbpp`: `test`, `train`, `validation`, `prompt` or `sanitized`; `bigcodebench`: `full` or `hard`;
   * `apps`: `test` or `train`; `research-code`: one of its packages; `tiny`: `train`, `validation` or `test`. @default {all of mbpp, the full bigcodebench, the test split of apps}
   */
  split?: string;
  /** `apps`: `introductory`, `interview` or `competition`; `leetcode`: `easy`, `medium` or `hard`. */
  difficulty?: string;
  /** Keeps only this form of the prompt; a set without it is an error. @default {both} */
  form?: "complete" | "instruct";
  /** Gives tasks the examples that may be shown as feedback. @default {true} */
  visible?: boolean;
}

const ofAll = { limit: true, ids: true, split: true, form: true, visible: true } as const;
/** What a file's tasks can be asked for, read one at a time or all together, and generated ones. */
const known = {
  stream: { ...ofAll, difficulty: true },
  read: { ...ofAll, difficulty: true, seed: true },
  tiny: { ...ofAll, seed: true, steps: true, phrasing: true, conventions: true },
};

/** Reads a row; undefined leaves it out. */
type Reader = (row: Row, index: number) => Task | undefined;

interface TaskSet {
  path: (split: string | undefined) => Promise<string>;
  read: Reader;
  splits?: string[];
  /** Too large to be held: it needs a limit. */
  streamed?: boolean;
  /** Whether a task of the file is in the split. */
  keep?: (task: Task, split: string) => boolean;
}

const sets: Record<string, TaskSet> = {
  starter: {
    path: () => Promise.resolve(packageFile("data/starter/tasks.jsonl")),
    read: starter,
  },
  humaneval: { path: () => findSet("humaneval"), read: humaneval },
  "humaneval+": { path: () => findSet("humaneval+"), read: humanevalPlus },
  mbpp: {
    path: (split) => findSet(split === "sanitized" ? "mbpp/sanitized" : "mbpp"),
    read: mbpp,
    splits: ["test", "train", "validation", "prompt", "sanitized"],
    keep: (task, split) => split === "sanitized" || task.metadata.split === split,
  },
  "mbpp+": { path: () => findSet("mbpp+"), read: mbppPlus },
  bigcodebench: {
    path: (split) => findSet(split === "hard" ? "bigcodebench/hard" : "bigcodebench"),
    read: bigcodebench,
    splits: ["full", "hard"],
  },
  apps: {
    path: (split) => findSet(`apps/${split ?? "test"}`),
    read: apps,
    splits: ["test", "train"],
  },
  leetcode: { path: () => findSet("leetcode"), read: leetcode },
  arxivdl: { path: () => findArxivdl(), read: arxivdl, streamed: true },
  "research-starter": {
    path: () => Promise.resolve(packageFile("data/research-starter/rows.jsonl")),
    read: researchStarter,
  },
  "research-code": {
    path: (split) => researchCode(split ? { packages: [split] } : {}),
    read: researchCodeTask,
    splits: [...researchPackages],
  },
};

/**
 * The names that `loadTasks` knows.
 *
 * @example
 * ```ts
 * import { taskSets } from "tracelab/tasks";
 * taskSets.includes("starter"); // true
 * ```
 */
export const taskSets: string[] = [...Object.keys(sets), "tiny"];

/** Which format a local file has, by the columns of its first row. */
function readerOf(row: Row, path: string): Reader {
  if (row.has("id", "hidden")) return starter;
  if (row.has("base_input", "plus_input")) {
    return /mbpp/i.test(row.text("task_id")) ? mbppPlus : humanevalPlus;
  }
  if (row.has("complete_prompt", "instruct_prompt", "test")) return bigcodebench;
  if (row.has("entry_point", "canonical_solution", "test")) return humaneval;
  if (row.has("starter_code", "entry_point", "completion", "test")) return leetcode;
  if (row.has("test_list", "code")) return mbpp;
  if (row.has("question", "input_output")) return apps;
  if (row.has("prompt", "function", "repo") || row.has("prompt", "function", "full_code")) {
    return arxivdl;
  }
  if (row.has("task_id", "prompt", "code", "test")) return promptOptimisation;
  if (isOwn(row)) return own(path);
  const columns = [...row.fields.keys()].join(", ");
  throw new TaskSetError(
    `${row.where}: no task format has the columns ${columns}; ${OWN_COLUMNS}`,
  );
}

/**
 * The tasks of a set or file one at a time, for sets that do not fit in memory; `seed` is not for
 * streams.
 *
 * @throws {TaskSetError} as `loadTasks`
 *
 * @example
 * ```ts
 * import { streamTasks } from "tracelab/tasks";
 * for await (const task of streamTasks("starter", { limit: 2 })) console.log(task.id);
 * ```
 */
export async function* streamTasks(
  name: string,
  options: Omit<LoadOptions, "seed"> = {},
): AsyncGenerator<Task> {
  refuseUnknown(`streamTasks of ${name}`, options, known.stream);
  const { limit = Infinity, ids, difficulty, form, visible = true } = options;
  const { set, path, split } = await resolve(name, options.split);
  const missing = new Set(ids ?? []);
  const seen = new Set<string>();
  let index = 0, given = 0;
  let read = set?.read;
  if (limit <= 0) return;
  for await (const { text, where } of readRows(path)) {
    const row = new Row(text, where);
    read ??= readerOf(row, path);
    const task = located(row, () => read!(row, index++));
    if (!task) continue;
    if (!set?.streamed) {
      if (seen.has(task.id)) throw new TaskSetError(`${where}: a second task '${task.id}'`);
      seen.add(task.id);
    }
    if (split && set?.keep && !set.keep(task, split)) continue;
    if (difficulty && task.metadata.difficulty !== difficulty) continue;
    if (ids) {
      const asked = ids.filter((id) => sameTask(id, task.id));
      if (!asked.length) continue;
      for (const id of asked) missing.delete(id);
    }
    if (form && task.prompt[form] === undefined) {
      throw new TaskSetError(`${task.id} of ${name} has no ${form} prompt`);
    }
    if (form) task.prompt = { [form]: task.prompt[form] };
    if (!visible) delete task.visible;
    if (given++ < limit) yield task;
    // Of ids, the unknown ones are found only at the end.
    if (given >= limit && missing.size === 0) return;
  }
  for (const id of missing) throw new TaskSetError(`no task '${id}' in ${name}`);
  if (given > 0) return;
  const part = Object.entries({ split, difficulty }).filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} '${value}'`).join(" and ");
  throw new TaskSetError(`no task in ${name}${part && ` with ${part}`}`);
}

/**
 * The file that a set's name, or a file's, stands for; undefined of a set that is generated.
 *
 * @example
 * ```ts
 * import { taskSetFile } from "tracelab/tasks";
 * await taskSetFile("starter"); // "…/data/starter/tasks.jsonl"
 * ```
 */
export async function taskSetFile(name: string, split?: string): Promise<string | undefined> {
  return /^tiny(?::|$)/i.test(name) ? undefined : (await resolve(name, split)).path;
}

/** A field that holds JSON as text may be malformed too. */
function located<T>(row: Row, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new TaskSetError(`${row.where}: ${error.message}`);
  }
}

/** A name or a path to its set, file and split; `mbpp:test` is `mbpp` with the split `test`. */
async function resolve(name: string, asked: string | undefined) {
  if (existsSync(name) && /\.((jsonl|json)(\.gz)?|parquet)$/.test(name)) {
    if (asked) throw new TaskSetError(`a file has no split '${asked}': ${name}`);
    return { set: undefined, path: name, split: undefined };
  }
  const [base, part] = name.split(":");
  const set = sets[base.toLowerCase()];
  if (!set && existsSync(name)) {
    throw new TaskSetError(
      `${name} is no .jsonl, .jsonl.gz, .json or .parquet: tasks are in those`,
    );
  }
  if (!set) {
    throw new TaskSetError(`no task set or file '${name}': sets are ${taskSets.join(", ")}`);
  }
  const split = asked ?? part;
  if (split && !set.splits?.includes(split)) {
    throw new TaskSetError(
      `${base} has no split '${split}'${set.splits ? `: it has ${set.splits.join(", ")}` : ""}`,
    );
  }
  return { set, path: await set.path(split), split };
}

/**
 * Tasks of a set (`humaneval`, `humaneval+`, `mbpp`, `mbpp+`, `bigcodebench`, `apps`, `leetcode`,
 * `arxivdl`, `starter`, `research-starter`, `research-code`), of the generated set `tiny` (with `steps`, `phrasing` and
 * `conventions`) or of a `.jsonl[.gz]`, `.json` or `.parquet` file in one of their formats, or of one's own: a text (`prompt`,
 * `question`, `instruction`…) and `tests` (asserts, `check(candidate)` or a class `TestCases`), and what
 * there is of `id`, `entry_point` and `solution`; the set is named like the file.
 *
 * A set is looked for in the folder that `TRACELAB_DATA` names, then in `data/cache/`, and is then
 * downloaded from its publisher.
 *
 * @throws {TaskSetError} for an unknown set, split or id, a malformed row, a set that is nowhere, or
 * when there is no task at all
 *
 * @example
 * ```ts
 * import { loadTasks } from "tracelab";
 * const tasks = await loadTasks("starter", { limit: 5, seed: 7 });
 * console.log(tasks.map((task) => task.id));
 * ```
 */
export async function loadTasks(name: string, options: LoadOptions = {}): Promise<Task[]> {
  const { limit, seed, ...rest } = options;
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) {
    throw new TaskSetError(`'limit' must be a positive integer: ${limit}`);
  }
  const tiny = name === "tiny" || name.startsWith("tiny:");
  refuseUnknown(`loadTasks of ${name}`, options, tiny ? known.tiny : known.read);
  if (tiny) {
    return loadTiny({ ...options, split: options.split ?? name.split(":")[1] });
  }
  if (seed !== undefined && !Number.isInteger(seed)) {
    throw new TaskSetError(`'seed' must be an integer: ${seed}`);
  }
  const streamed = sets[name.toLowerCase()]?.streamed;
  if (streamed && limit === undefined && !rest.ids) {
    throw new TaskSetError(`${name} is too large to hold: give a limit or use streamTasks`);
  }
  if (streamed && seed !== undefined && limit !== undefined) {
    return await reservoir(streamTasks(name, rest), limit, seed);
  }
  const tasks: Task[] = [];
  const all = seed !== undefined;
  for await (const task of streamTasks(name, all ? rest : { ...rest, limit })) tasks.push(task);
  return all ? shuffled(tasks, seed).slice(0, limit) : tasks;
}

/** A uniform sample of a stream (Vitter's algorithm R). */
async function reservoir(tasks: AsyncIterable<Task>, limit: number, seed: number) {
  const random = seededRandom(seed);
  const sample: Task[] = [];
  let seen = 0;
  for await (const task of tasks) {
    seen++;
    const place = Math.floor(random() * seen);
    if (sample.length < limit) sample.push(task);
    else if (place < limit) sample[place] = task;
  }
  return sample;
}
