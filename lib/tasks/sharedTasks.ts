import { grouped } from "../base/mod.ts";
import { localNames } from "./localNames.ts";
import { plainString } from "./plainString.ts";
import {
  type PythonBracket,
  type PythonLine,
  pythonLines,
  type PythonToken,
  pythonTokens,
  statementsOf,
} from "./pythonTokens.ts";
import type { Task } from "./task.ts";
import { withoutDocstrings } from "./withoutDocstrings.ts";

/**
 * The training tasks that a test task repeats, each with that one: the same id in a family of sets
 * (HumanEval+ is HumanEval), the same text, the same tests or the same solution, whatever the two, their
 * functions and their variables are called. Benchmarks hold such pairs: of MBPP's 374 training tasks 17
 * are in its test split, too. A repeat in other words, with other tests and another solution, is not seen.
 * Two tasks that differ, and whose tests or solutions are the same, count: who has learned one passes the
 * other. A text of a few words, or a header without any, says what a task is by its function's name alone,
 * which must be the same then.
 *
 * @example
 * ```ts
 * import { sharedTasks, Task } from "tracelab/tasks";
 * import assert from "node:assert/strict";
 * const own = (id: string, name: string, instruct: string) =>
 *   Task.parse({ id, set: "own", entryPoint: name, prompt: { instruct }, hidden: { kind: "run" } });
 * const train = [own("1", "add", "Add two numbers."), own("2", "double", "Write `double`, twice the number it is given.")];
 * const shared = sharedTasks(train, [own("3", "twice", "Write `twice`, twice the  number it is given.")]);
 * assert.deepEqual([...shared].map(([task, test]) => [task.id, test.id]), [["2", "3"]]);
 * ```
 */
export function sharedTasks(train: readonly Task[], test: readonly Task[]): Map<Task, Task> {
  const marked = test.map(markedTask).flatMap((other) =>
    other.marks.map((mark) => ({ mark, other }))
  );
  const known = grouped(marked, ({ mark }) => mark);
  return new Map(
    train.map(markedTask).flatMap((one) => {
      const [same] = one.marks.flatMap((mark) =>
        known.get(mark)?.find(({ other }) =>
          !mark.startsWith("text ") || noTextDiffers(one, other)
        ) ?? []
      );
      return same ? [[one.task, same.other.task]] : [];
    }),
  );
}

/** A task, and what makes it the same as another: its id, its texts, its tests, its solution. */
interface Marked {
  task: Task;
  marks: string[];
  instruct: TextForms;
  complete: TextForms;
}

/** A text as it is, and without the function's name: none, where too little is left to tell tasks by. */
type TextForms = string[];

function markedTask(task: Task): Marked {
  const { id, prompt, hidden, canonical, entryPoint } = task;
  const name = entryPoint?.split(".").at(-1), method = !!entryPoint?.includes(".");
  const form = (code: string) =>
    formOf(
      pythonLines(code),
      (token, before) => token.text === name && (method || before?.text !== ".") ? "f" : token.text,
    );
  const formsOf = (text: string | undefined, prose: string | undefined = text): TextForms => {
    const telling = wordsIn(prose ?? "", name) >= tellingWords;
    return telling ? [text!, withoutName(text!, name, method)].map(proseForm) : [];
  };
  const instruct = formsOf(prompt.instruct);
  const complete = formsOf(prompt.complete, prompt.complete && proseOf(prompt.complete));
  const said = prompt.instruct?.trim() || prompt.complete && proseOf(prompt.complete);
  const texts = [...instruct, ...complete];
  const brief = [prompt.instruct, prompt.complete].map((text) => proseForm(text ?? "")).join("\0");
  const marks = [
    ["id", family.test(id) ? id.toLowerCase() : undefined],
    ...texts.map((text) => ["text", text]),
    ["brief", !texts.length && said ? brief : undefined],
    ["tests", testsForm(hidden, form)],
    ["solution", canonical && solutionForm(canonical)],
  ].flatMap(([what, of]) => of ? [`${what} ${of}`] : []);
  return { task, marks, instruct, complete };
}

/** Where both have a text of a kind that tells tasks apart, it is the same. */
const noTextDiffers = (one: Marked, other: Marked) =>
  (["instruct", "complete"] as const).every((kind) => {
    const forms = one[kind], others = other[kind];
    return !forms.length || !others.length || forms.some((form, i) => form === others[i]);
  });

/** Sets that have edited versions, whose tasks keep their ids. */
const family = /^(?:humaneval|mbpp|bigcodebench)\//i;

/** With fewer words beside its code a text may be of any function: "Complete the function." */
const tellingWords = 6;

const word = /[\p{L}\p{N}\p{M}_]+/gu;

/** The words of a text that are no code. */
const wordsIn = (text: string, name: string | undefined): number =>
  (text.replace(/```[^]*?```|`[^`\n]*`|[\p{L}\p{N}\p{M}_.]+\([^()\n]*\)/gu, " ").match(word) ?? [])
    .filter((one) => one !== name).length;

/** What a program's beginning says in words: its comments and strings. */
const proseOf = (code: string): string =>
  pythonTokens(code).filter(({ kind }) => kind === "comment" || kind === "string")
    .map(({ text }) => text.replace(/^\s*(?:>>>|\.\.\.).*$/gm, "")).join("\n");

/** Letters' case and spaces do not count, but in what is quoted; nor do "python" and a last point. */
function proseForm(text: string): string {
  const plain = (part: string) =>
    part.toLowerCase().replace(/\bpython\s/g, "").replace(/\s+/g, " ");
  let form = "", from = 0;
  for (const { 0: quoted, index } of text.matchAll(quotes)) {
    form += plain(text.slice(from, index)) + quoted;
    from = index + quoted.length;
  }
  form = (form + plain(text.slice(from))).trim();
  let end = form.length;
  while (end && " .".includes(form[end - 1])) end--;
  return form.slice(0, end);
}

/** Within a line; three quotes are a docstring's, and an apostrophe is in a word. */
const quotes = /(?<![\p{L}\p{N}_'"])(["'`])(?!\1)(?:(?!\1)[^\n\\]|\\.)+\1(?!['"])/gu;

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
      withoutLastCommas(tokens).map((token, i, all) =>
        token.kind === "word" ? name(token, all[i - 1]) : plainString(token).text
      ).join("\0")
    }`
  ).join("\0");
}

/** A comma before a closing bracket says nothing where another one stands before: `(a,)` is a tuple by its only one. */
function withoutLastCommas(tokens: readonly PythonToken[]): PythonToken[] {
  const several = new Set<PythonBracket>();
  return tokens.filter(({ kind, text, inside }, i) => {
    if (kind !== "mark" || text !== "," || !inside) return true;
    const last = /^[)\]}]$/.test(tokens[i + 1]?.text ?? "") && several.has(inside);
    several.add(inside);
    return !last;
  });
}

/** With the names that are its own by their order; nothing where the solution is left out. */
function solutionForm(code: string): string | undefined {
  const lines = pythonLines(code);
  if (isEmpty(lines)) return undefined;
  // What a docstring says may be all that two tasks differ in; its words are no uses of names.
  const own = localNames(withoutDocstrings(lines));
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
