import { positiveInteger, random, refuseUnknown } from "../../base/mod.ts";
import { ResearchRow } from "../../tasks/mod.ts";
import {
  bodyOf,
  type Composition,
  generateTinyTasks,
  hash,
  keyOf,
  signatureOf,
  type Split,
} from "../../tinyWorld/mod.ts";

export interface WorldRowsOptions {
  /** How many. @default {200} */
  limit?: number;
  /** Of the world's own: no composition is in two of them. @default {"train"} */
  split?: Split;
  /** @default {0} */
  seed?: number;
  /** Steps of a task, 1 to 4. @default {[1, 2, 3, 4]} */
  steps?: number | number[];
}

const known = {
  limit: true,
  split: true,
  seed: true,
  steps: true,
} satisfies Record<keyof WorldRowsOptions, true>;

/**
 * Tasks of the embedded world as rows of research code, so that the whole flow runs where nothing can
 * be downloaded. A composition stands for a repository: its tasks differ in words and constants only. A
 * function's file has two more functions on the same kind of data, made by compositions of the training
 * split, so that no file shows what a test asks.
 *
 * @example
 * ```ts
 * import { worldRows } from "tracelab/methods";
 * const [row] = worldRows({ limit: 1, split: "test", seed: 1 });
 * console.log(row.prompt, row.function, row.full_code, row.repo, row.tests);
 * ```
 */
export function worldRows(options: WorldRowsOptions = {}): ResearchRow[] {
  refuseUnknown("worldRows", options, known);
  const { limit = 200, split = "train", seed = 0, steps } = options;
  positiveInteger("limit", limit);
  const neighbours = neighboursBySource(seed);
  return [...generateTinyTasks({ limit, split, seed, steps })].map((tiny, index) => {
    const code = `${signatureOf(tiny)}\n${bodyOf(tiny)}`;
    const draw = random(hash(`file ${seed} ${tiny.task.id}`));
    const near = (neighbours.get(tiny.source.key) ?? []).filter((other) => other !== code);
    const others = draw.shuffle(near).slice(0, 2)
      .map((other, i) => other.replace("def f(", `def ${"gh"[i]}(`));
    const file = draw.shuffle([code, ...others]).join("\n\n");
    return ResearchRow.parse({
      prompt: tiny.task.prompt.instruct,
      function: code,
      full_code: file,
      function_name: "f",
      description: tiny.text,
      file: `${tiny.task.id.slice("tiny/".length)}.py`,
      repo: `tiny/${keyOf(tiny)}`,
      extension_type: "py",
      file_number: index,
      file_length: file.length,
      tests: tiny.task.hidden.asserts,
    });
  });
}

/** Programs of the training split, by the kind of data that they take. */
function neighboursBySource(seed: number): Map<string, string[]> {
  const programs = new Map<string, string[]>();
  const write = (composition: Composition) => `${signatureOf(composition)}\n${bodyOf(composition)}`;
  for (const tiny of generateTinyTasks({ limit: 400, split: "train", seed: seed + 1_000_003 })) {
    const of = programs.get(tiny.source.key);
    if (of) of.push(write(tiny));
    else programs.set(tiny.source.key, [write(tiny)]);
  }
  return programs;
}
