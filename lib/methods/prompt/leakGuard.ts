/**
 * Instructions are for tasks to come: nothing of one training task may stand in them, and nothing of
 * its solution in what the optimiser reads.
 *
 * Covered: six words in a row of a task's text; five tokens in a row of its code, and each name or
 * uncommon word of its code (a canary is one); the values in its tests. Not covered: what says the same
 * in other words, and letters under a cipher.
 */
import { type Task, withoutReasoning } from "../../tasks/mod.ts";
import { commonWords } from "./commonWords.ts";

/** Something of a training task in a text. */
export interface Leak {
  task: string;
  of: "text" | "code" | "expected";
  /** What was found. */
  found: string;
}

export interface LeakGuard {
  /** What of the training tasks stands in a text; empty where nothing does. */
  leaks(text: string): Leak[];
  /**
   * A text without fenced code and without the sentences that hold something of a task's code, and how
   * many were cut. A debugger saw the code; who reads it did not.
   */
  withoutCode(text: string): { text: string; cut: number };
}

const wordsInARow = 6, tokensInARow = 5;
/** A row of words that so many tasks have is the set's way to speak, and none of theirs. */
const manner = 3;

const tokensOf = (text: string) =>
  text.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?|[^\s\p{L}\p{N}_]/gu) ?? [];
const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_]*|\d+/gu) ?? [];

function* rows(tokens: string[], length: number): Generator<string> {
  for (let i = 0; i + length <= tokens.length; i++) yield tokens.slice(i, i + length).join(" ");
}

/** Names that nobody writes in a sentence: with a digit, an underscore or a capital inside. */
const isName = (word: string) => /[\p{L}_]/u.test(word) && /[\d_]|\p{Ll}\p{Lu}/u.test(word);

/** A task's program without the prompt it begins with. */
function codeOf({ canonical = "", hidden, prompt }: Task): string {
  const head = prompt.complete ?? "";
  const code = head && canonical.startsWith(head) ? canonical.slice(head.length) : canonical;
  return hidden.kind === "inputs" && hidden.reference !== canonical
    ? `${code}\n${hidden.reference}`
    : code;
}

/** The Python of a task's tests, as far as it is short enough to be read. */
function testCode({ hidden, visible }: Task): string {
  return [hidden, visible].map((test) => {
    switch (test?.kind) {
      case "asserts":
        return test.asserts.join("\n");
      case "check":
      case "unittest":
        return test.code;
      case "stdio":
        return test.cases.flatMap((
          { input, output },
        ) => [`'${input.trim()}'`, `'${output.trim()}'`])
          .join("\n");
      case "call":
        return `${test.inputs}\n${test.outputs}`;
      default:
        return "";
    }
  }).join("\n");
}

/** Lists and dicts of at least two items, texts and numbers of some length: values that tell a task. */
function valuesOf(code: string): string[] {
  const collections = code.match(/[[{(][^[\]{}()\n]*,[^[\]{}()\n]*[\]})]/g) ?? [];
  const texts = [...code.matchAll(/(["'])((?:\\.|(?!\1).)*)\1/g)].map(([, , text]) => text)
    .filter((text) => text.length >= 4);
  const numbers = code.match(/(?<![\w.])-?(?:\d{3,}(?:\.\d+)?|\d+\.\d+)(?!\w|\.\d)/g) ?? [];
  return [...collections.filter((text) => /[\d"']/.test(text)), ...texts, ...numbers];
}

/**
 * A guard of training tasks.
 *
 * @example
 * ```ts
 * import { Task } from "tracelab";
 * import { leakGuard } from "tracelab/methods";
 * import assert from "node:assert/strict";
 * const task = Task.parse({
 *   id: "own/1", set: "own", prompt: { instruct: "Find the smallest prime above the given number." },
 *   canonical: "def above(n):\n    while not is_prime(n := n + 1): pass\n    return n",
 *   hidden: { kind: "asserts", asserts: ["assert above(8) == 11", "assert above(199) == 211"] },
 * });
 * const guard = leakGuard([task]);
 * assert.deepEqual(guard.leaks("Return None for an empty list."), []);
 * assert.equal(guard.leaks("To find the smallest prime above the limit, count up.")[0].of, "text");
 * assert.equal(guard.leaks("Loop until is_prime holds.")[0].found, "is_prime");
 * assert.equal(guard.leaks("If asked about 199, return 211.")[0].of, "expected");
 * ```
 */
export function leakGuard(tasks: readonly Task[]): LeakGuard {
  const texts = new Map<string, string>(), owners = new Map<string, Set<string>>();
  const code = new Map<string, string>(), names = new Map<string, string>();
  const values = new Map<string, string>();
  const spoken = new Set<string>(commonWords);
  for (const { id, prompt } of tasks) {
    const text = [prompt.instruct, prompt.complete].filter(Boolean).join("\n\n");
    for (const word of text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []) {
      if (!isName(word)) spoken.add(word.toLowerCase());
    }
    for (const row of rows(wordsOf(text), wordsInARow)) {
      texts.set(row, id);
      const had = owners.get(row) ?? new Set();
      owners.set(row, had.add(id));
    }
  }
  for (const [row, { size }] of owners) if (size >= manner) texts.delete(row);
  for (const task of tasks) {
    const own = codeOf(task);
    for (const row of rows(tokensOf(own), tokensInARow)) code.set(row, task.id);
    for (const word of own.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []) {
      const lower = word.toLowerCase();
      if (word.length < 4 || commonWords.has(lower)) continue;
      if (isName(word) || !spoken.has(lower)) names.set(lower, task.id);
    }
    for (const value of valuesOf(testCode(task))) {
      const key = compact(value);
      if (key.length > 2 && !spoken.has(key)) values.set(key, task.id);
    }
  }
  const codeIn = (text: string): Leak[] => [
    ...found(rows(tokensOf(text), tokensInARow), code, "code"),
    ...found(
      text.match(/[\p{L}_][\p{L}\p{N}_]*/gu)?.map((word) => word.toLowerCase()),
      names,
      "code",
    ),
  ];
  return {
    leaks: (text) => [
      ...found(rows(wordsOf(text), wordsInARow), texts, "text"),
      ...codeIn(text),
      ...found(valuesOf(`${text}\n${quoted(text)}`).map(compact), values, "expected"),
    ],
    withoutCode(text) {
      const prose = withoutReasoning(text).replace(/(```|~~~)[^]*?(?:\1|$)/g, "\n");
      const sentences = prose.split(/(?<=[.!?:;])\s+|\n+/).filter((part) => part.trim());
      const clean = sentences.filter((sentence) => codeIn(sentence).length === 0);
      const fences = text.match(/```|~~~/g)?.length ?? 0;
      const cut = sentences.length - clean.length + Math.ceil(fences / 2);
      return { text: clean.join(" ").trim(), cut };
    },
  };
}

const compact = (value: string) => value.replace(/\s+/g, "").toLowerCase();
/** Backquoted pieces as texts, which they may be. */
const quoted = (text: string) =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, one]) => `"${one}"`).join(" ");

function found(
  candidates: Iterable<string> | undefined,
  known: ReadonlyMap<string, string>,
  of: Leak["of"],
): Leak[] {
  const leaks: Leak[] = [];
  for (const one of new Set(candidates)) {
    const task = known.get(one);
    if (task !== undefined) leaks.push({ task, of, found: one });
  }
  return leaks;
}
