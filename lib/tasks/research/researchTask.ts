import { Task } from "../task.ts";
import { dedented } from "./dedented.ts";
import { exampleTest } from "./exampleTest.ts";
import type { ResearchRow } from "./researchRow.ts";
import { withoutFunction } from "./withoutFunction.ts";

/**
 * A row as a task: its function, as it stands alone (`dedented`), solves it. Rows with tests are judged by them, those of an installed
 * package by their examples (`exampleTest`); a program of another is only run, which says that it can be read and nothing more.
 *
 * @param options.augmented The instruction goes on with the file, the function taken out, as Alpaca's
 * `### Input:`. @default {false}
 * @throws {RangeError} for an augmented task whose file cannot be shown without its function
 *
 * @example
 * ```ts
 * import { researchTask } from "tracelab/tasks";
 * const row = { prompt: "Write f.", function: "def f(): return 1", function_name: "f", tests: ["assert f() == 1"] };
 * researchTask(row, { id: "own/1", set: "own" }).hidden; // { kind: "asserts", … }
 * ```
 */
export function researchTask(
  row: Partial<ResearchRow> & Pick<ResearchRow, "prompt" | "function">,
  { id, set, augmented = false }: { id: string; set: string; augmented?: boolean },
): Task {
  const { prompt, function: code, function_name: name, tests, preamble, examples, ...metadata } =
    row;
  let instruct = prompt;
  if (augmented) {
    const file = withoutFunction(row);
    if (file === undefined) {
      throw new RangeError(`${id}: its file cannot be shown without its function`);
    }
    instruct = `${prompt.trim()}\n\n### Input:\n${file.trim()}`;
  }
  return Task.parse({
    id,
    set,
    prompt: { instruct },
    entryPoint: name || undefined,
    preamble: preamble || undefined,
    hidden: tests?.length ? { kind: "asserts", asserts: tests } : { kind: "run" },
    canonical: dedented(code),
    metadata,
    ...(examples?.length && row.repo ? { ...exampleTest(row), libraries: [row.repo] } : {}),
  });
}
