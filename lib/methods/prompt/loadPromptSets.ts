/** The three task sets of a search, by the original's options. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { z } from "zod";
import { refuseUnknown } from "../../base/mod.ts";
import { type LoadOptions, loadTasks, sameTask, sharedTasks, type Task } from "../../tasks/mod.ts";
import { type TestLock, testLock } from "./testLock.ts";

export interface PromptSetsOptions {
  /**
   * A folder with the three files; or a task set, whose splits the three then are: `tiny`, `mbpp`, or
   * `mbpp:sanitized`, of which the paper's splits are taken (train 601–974, validation 511–600, test
   * 11–510), but that every third id of train follows validation's: 43 tasks tell little.
   */
  dataset_path: string;
  /** A file in the folder, or a split of the set. */
  train_file: string;
  dev_file: string;
  test_file: string;
  /** Of a set: draws the tasks (`tiny`) or their order. */
  seed?: number;
  /** Tasks of each at most. @default {all} */
  limits?: { train?: number; dev?: number; test?: number };
  /** Of `tiny`. */
  steps?: LoadOptions["steps"];
  conventions?: LoadOptions["conventions"];
}

export interface PromptSets {
  train: Task[];
  dev: Task[];
  test: TestLock;
}

const known = {
  dataset_path: true,
  train_file: true,
  dev_file: true,
  test_file: true,
  seed: true,
  limits: true,
  steps: true,
  conventions: true,
} satisfies Record<keyof PromptSetsOptions, true>;

/**
 * Loads training and development tasks, and locks the test set.
 *
 * Files are read as they are (`task_id, prompt, code, test[]`, or any other format of `loadTasks`), and
 * in their order. Of a benchmark, what another set repeats under another name is left out of training and
 * development (`sharedTasks`): of MBPP's sanitised training tasks three repeat a test, three a development
 * task.
 *
 * @throws {TaskSetError} for a set, file or split that is not there
 * @throws {RangeError} for a file or split that is named twice, and for a task of a folder that two of its
 *   files hold
 *
 * @example
 * ```ts
 * import { loadPromptSets } from "tracelab";
 * import assert from "node:assert/strict";
 * const { train, dev, test } = await loadPromptSets({
 *   dataset_path: "tiny", train_file: "train", dev_file: "validation", test_file: "test",
 *   limits: { train: 3, dev: 2, test: 2 },
 * });
 * assert.deepEqual([train.length, dev.length, test.opened], [3, 2, false]);
 * ```
 */
export async function loadPromptSets(options: PromptSetsOptions): Promise<PromptSets> {
  refuseUnknown("loadPromptSets", options, known);
  const { dataset_path, seed, limits = {}, steps, conventions } = options;
  refuseUnknown("loadPromptSets, limits", limits, { train: true, dev: true, test: true });
  const load = async (file: string, limit: number | undefined): Promise<Task[]> => {
    if (isFolder(dataset_path)) {
      return await loadTasks(join(dataset_path, file), { limit });
    }
    if (dataset_path !== "mbpp:sanitized") {
      const world = dataset_path === "tiny" ? { steps, conventions } : {};
      return await loadTasks(dataset_path, { split: file, limit, seed, ...world });
    }
    const ids = await sanitisedIds();
    const chosen = async (split: string) =>
      (await loadTasks("mbpp", { split, seed })).filter(({ id }) =>
        ids.some((own) => sameTask(own, id))
      );
    const develops = ({ id }: Task) => Number(id.split("/").at(-1)) % 3 === 0;
    const own = await chosen(file);
    if (file === "train") return own.filter((task) => !develops(task)).slice(0, limit);
    if (file !== "validation") return own.slice(0, limit);
    return [...own, ...(await chosen("train")).filter(develops)].slice(0, limit);
  };
  const named = ["train_file", "dev_file", "test_file"] as const;
  for (const [i, one] of named.entries()) {
    const twin = named.slice(i + 1).find((other) => options[other] === options[one]);
    if (twin) {
      throw new RangeError(`'${one}' and '${twin}' must be two: both are ${options[one]}`);
    }
  }
  // Looked at for what it shares alone: nobody is handed it here.
  const tests = await load(options.test_file, limits.test);
  const apart = async (file: string, limit: number | undefined, others: Task[]) => {
    const tasks = await load(file, limit);
    const repeated = sharedTasks(tasks, others);
    if (!repeated.size || !isFolder(dataset_path)) {
      return tasks.filter((task) => !repeated.has(task));
    }
    const [[task, same]] = repeated;
    throw new RangeError(
      `${
        join(dataset_path, file)
      }: ${task.id} is ${same.id} of another of the three files: leave it out`,
    );
  };
  const dev = await apart(options.dev_file, limits.dev, tests);
  return {
    train: await apart(options.train_file, limits.train, [...tests, ...dev]),
    dev,
    test: testLock(() => tests),
  };
}

const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();

/** The ids of MBPP's sanitised part: a list of numbers beside the task sets, or the publisher's file. */
async function sanitisedIds(): Promise<string[]> {
  const folder = process.env.TRACELAB_DATA;
  const file = folder && join(folder, "mbpp-sanitized-ids.json");
  if (file && existsSync(file)) {
    return z.array(z.number()).parse(JSON.parse(readFileSync(file, "utf8"))).map(String);
  }
  return (await loadTasks("mbpp", { split: "sanitized" })).map(({ id }) => id);
}
