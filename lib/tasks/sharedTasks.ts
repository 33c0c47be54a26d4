import { pythonLines } from "./pythonTokens.ts";
import type { Task } from "./task.ts";

/**
 * The training tasks that a test task repeats, each with that one: the same text, the same tests or the
 * same solution, whatever the two and their functions are called. Benchmarks hold such pairs: of MBPP's
 * 374 training tasks nine are in its test split, too. Two tasks that differ, and whose tests are the
 * same, count: who has learned one passes the other.
 *
 * @example
 * ```ts
 * import { sharedTasks, Task } from "tracelab/tasks";
 * import assert from "node:assert/strict";
 * const own = (id: string, name: string, instruct: string) =>
 *   Task.parse({ id, set: "own", entryPoint: name, prompt: { instruct }, hidden: { kind: "run" } });
 * const train = [own("1", "add", "Add two numbers."), own("2", "double", "Write `double` of a number.")];
 * const shared = sharedTasks(train, [own("3", "twice", "Write `twice` of  a number.")]);
 * assert.deepEqual([...shared].map(([task, test]) => [task.id, test.id]), [["2", "3"]]);
 * ```
 */
export function sharedTasks(train: readonly Task[], test: readonly Task[]): Map<Task, Task> {
  const known = new Map(test.flatMap((task) => marksOf(task).map((mark) => [mark, task])));
  return new Map(train.flatMap((task) => {
    const same = marksOf(task).map((mark) => known.get(mark)).find(Boolean);
    return same ? [[task, same]] : [];
  }));
}

/** What makes a task the same as another: its text, its tests, its solution. */
function marksOf({ prompt, hidden, canonical, entryPoint }: Task): string[] {
  const form = (code: string) => codeForm(code, entryPoint);
  const text = prompt.instruct ?? prompt.complete;
  return [
    ["text", text && proseForm(text)],
    ["text", text && proseForm(withoutName(text, entryPoint))],
    ["tests", testsForm(hidden, form)],
    ["solution", canonical && solutionForm(form(canonical))],
  ].flatMap(([what, of]) => of ? [`${what} ${of}`] : []);
}

const proseForm = (text: string) => text.toLowerCase().replace(/\s+/g, " ").trim();

/** A function's name is code: where prose has it as a word, it is what the task is about. */
function withoutName(text: string, name: string | undefined): string {
  if (!name) return text;
  const own = name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return text.replace(
    new RegExp(
      `(?<=\`|\\bdef\\s+)${own}(?![\\p{L}\\p{N}_])|(?<![\\p{L}\\p{N}_])${own}(?=\\()`,
      "gu",
    ),
    "f",
  );
}

/** The tokens of a program, how deep its lines are, and `f` for the function's name; comments are none. */
function codeForm(code: string, name: string | undefined): string {
  return pythonLines(code).map(({ depth, tokens }) =>
    `\n${depth}\0${
      tokens.map(({ kind, text }) => kind === "word" && text === name ? "f" : text).join("\0")
    }`
  ).join("\0");
}

/** Nothing where the solution is left out: `pass` solves no task. */
const solutionForm = (form: string) => /:\0(?:\n\d+\0)?(?:pass|\.\.\.)$/.test(form) ? "" : form;

function testsForm(hidden: Task["hidden"], form: (code: string) => string): string | undefined {
  switch (hidden.kind) {
    case "run": // tests nothing, so that all of them would be one
      return undefined;
    case "asserts": {
      const asserts = [...new Set(hidden.asserts.map(form))].sort();
      return JSON.stringify([form(hidden.setup), asserts]);
    }
    case "check":
    case "unittest":
      return form(hidden.code);
    case "inputs":
      return JSON.stringify([form(hidden.reference), hidden.base, hidden.plus]);
    default:
      return JSON.stringify(hidden);
  }
}
