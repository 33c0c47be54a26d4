/** What `score` reads: the chosen tasks and the samples for them. */
import { mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rowFiles } from "../base/mod.ts";
import { type LoadOptions, loadTasks, type Task, taskSetFile } from "../tasks/mod.ts";
import { here } from "./command.ts";
import {
  canonicalSamples,
  checkedTexts,
  type ReadOptions,
  readSamples,
  type Sample,
  SampleCount,
} from "./readSamples.ts";

/** Which tasks and which samples, as the command line says it. */
export interface InputOptions {
  tasks: string;
  samples: string;
  limit?: number;
  ids?: string[];
  seed?: number;
  split?: string;
  difficulty?: string;
}

export interface ScoreInput extends Disposable {
  /** The task set's name or file. */
  name: string;
  chosen: Task[];
  /** The whole set, of which `chosen` is a part. */
  all: Task[];
  /** The file of samples, or folder of files; undefined for 'canonical'. */
  file?: string;
  /** The samples of tasks. */
  samples(tasks: readonly Task[], options?: ReadOptions): AsyncIterable<Sample>;
  /** Reads all samples of the chosen tasks: a malformed file is refused before anything runs. */
  count(): Promise<SampleCount>;
  /** What no output may be. */
  files: string[];
}

/**
 * Loads the tasks and finds the samples.
 *
 * @throws {TaskSetError} for a set, a choice or a file that is nowhere
 */
export async function scoreInput(args: InputOptions): Promise<ScoreInput> {
  const name = /\.jsonl?(?:\.gz)?$/.test(args.tasks) ? here(args.tasks) : args.tasks;
  const set: LoadOptions = { split: args.split, difficulty: args.difficulty };
  const { limit, ids, seed } = args;
  const chosen = await loadTasks(name, { ...set, limit, ids, seed });
  const partial = limit !== undefined || ids !== undefined;
  const all = partial ? await loadTasks(name, set) : chosen;
  const setFile = await taskSetFile(name, args.split);
  const { file, [Symbol.dispose]: end } = samplesOf(args.samples);
  return {
    name,
    chosen,
    all,
    file,
    samples: (tasks, options = {}) =>
      file === undefined
        ? canonicalSamples(tasks, options)
        : readSamples(file, tasks, { all, ...options }),
    async count() {
      const count = new SampleCount();
      const texts = file === undefined
        ? canonicalSamples(chosen, { count })
        : checkedTexts(file, chosen, { all, count });
      for await (const _ of texts); // to its end
      return count;
    },
    files: [...(file === undefined ? [] : rowFiles(file)), ...(setFile ? [setFile] : [])],
    [Symbol.dispose]: end,
  };
}

/** The file of samples; what comes by stdin is put into one, since it is read twice. */
function samplesOf(samples: string): { file?: string } & Disposable {
  const nothing = { [Symbol.dispose]: () => {} };
  if (samples === "canonical") return nothing;
  if (samples !== "-") return { file: here(samples), ...nothing };
  const folder = mkdtempSync(join(tmpdir(), "tracelab-score-")), file = join(folder, "stdin.jsonl");
  writeFileSync(file, readFileSync(0));
  return {
    file,
    [Symbol.dispose]() {
      rmSync(file);
      rmdirSync(folder);
    },
  };
}
