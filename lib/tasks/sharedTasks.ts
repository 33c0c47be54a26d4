import { localNames } from "./localNames.ts";
import { type PythonLine, pythonLines, type PythonToken, statementsOf } from "./pythonTokens.ts";
import type { Task } from "./task.ts";

/**
 * The training tasks that a test task repeats, each with that one: the same id in a family of sets
 * (HumanEval+ is HumanEval), the same text, the same tests or the same solution, whatever the two, their
 * functions and their variables are called. Benchmarks hold such pairs: of MBPP's 374 training tasks 17
 * are in its test split, too. A repeat in other words, with other tests and another solution, is not seen.
 * Two tasks that differ, and whose tests or solutions are the same, count: who has learned one passes the
 * other.
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

/** What makes a task the same as another: its id, its texts, its tests, its solution. */
function marksOf({ id, prompt, hidden, canonical, entryPoint }: Task): string[] {
  const name = entryPoint?.split(".").at(-1), method = !!entryPoint?.includes(".");
  const form = (code: string) =>
    formOf(
      pythonLines(code),
      (token, before) => token.text === name && (method || before?.text !== ".") ? "f" : token.text,
    );
  const texts = [prompt.instruct, prompt.complete].filter((text) => text !== undefined);
  return [
    ["id", family.test(id) ? id.toLowerCase() : undefined],
    ...texts.map((text) => ["text", proseForm(text)]),
    ...texts.map((text) => ["text", proseForm(withoutName(text, name, method))]),
    ["tests", testsForm(hidden, form)],
    ["solution", canonical && solutionForm(canonical)],
  ].flatMap(([what, of]) => of ? [`${what} ${of}`] : []);
}

/** Sets that have edited versions, whose tasks keep their ids. */
const family = /^(?:humaneval|mbpp|bigcodebench)\//i;

const proseForm = (text: string) =>
  text.toLowerCase().replace(/\bpython\s/g, "").replace(/\s+/g, " ").replace(/[\s.]+$/, "").trim();

const word = /[\p{L}\p{N}\p{M}_]+/gu;

/** A function's name is code: where prose has it as a word, it is what the task is about. */
function withoutName(text: string, name: string | undefined, method: boolean): string {
  return text.replace(word, (found, at: number) => {
    if (found !== name) return found;
    const before = text.slice(Math.max(0, at - 5), at);
    const isCode = /`$|\bdef\s+$/.test(before) ||
      text[at + found.length] === "(" && (method || !before.endsWith("."));
    return isCode ? "f" : found;
  });
}

type Name = (token: PythonToken, before: PythonToken | undefined) => string;

/** The tokens of a program, how deep its lines are, and names as they are told; comments are none. */
function formOf(lines: readonly PythonLine[], name: Name): string {
  return lines.map(({ depth, tokens }) =>
    `\n${depth}\0${
      tokens.map((token, i) => token.kind === "word" ? name(token, tokens[i - 1]) : token.text)
        .join("\0")
    }`
  ).join("\0");
}

/** With the names that are its own by their order; nothing where the solution is left out. */
function solutionForm(code: string): string | undefined {
  const lines = pythonLines(code);
  if (isEmpty(lines)) return undefined;
  const own = localNames(lines);
  return formOf(lines, (token) => own.get(token) ?? token.text);
}

const nothing =
  /^(?:pass|\.\.\.|return|return None|raise NotImplementedError\b.*|import .*|from .*|@.*)$/;

/** Whether all that it does is to be there: headers, texts, `pass`. */
function isEmpty(lines: readonly PythonLine[]): boolean {
  return lines.flatMap(statementsOf).every((tokens) =>
    /^(?:def|class|async)$/.test(tokens[0].text) ||
    tokens.every(({ kind }) => kind === "string") ||
    nothing.test(tokens.map(({ text }) => text).join(" "))
  );
}

/** Nothing where nothing is tested: all such tasks would be one. */
function testsForm(hidden: Task["hidden"], form: (code: string) => string): string | undefined {
  const empty = (text: string) => isEmpty(pythonLines(text));
  const none = (list = "[]") => /^\s*\[\s*\]\s*$/.test(list);
  switch (hidden.kind) {
    case "run":
      return undefined;
    case "asserts": {
      const asserts = hidden.asserts.filter((one) => !empty(one)).map(form);
      return asserts.length
        ? JSON.stringify([form(hidden.setup), [...new Set(asserts)].sort()])
        : undefined;
    }
    case "check":
    case "unittest":
      return empty(hidden.code) ? undefined : form(hidden.code);
    case "inputs":
      return !(none(hidden.base) && none(hidden.plus))
        ? JSON.stringify([form(hidden.reference), hidden.base, hidden.plus])
        : undefined;
    case "call":
      return !none(hidden.inputs) ? JSON.stringify(hidden) : undefined;
    case "stdio":
      return hidden.cases.length ? JSON.stringify(hidden) : undefined;
  }
}
