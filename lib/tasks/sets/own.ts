/**
 * A set of somebody's own: a text and tests a row, in columns that have the names people give them.
 * What is not there is found: the function's name in the solution, the tests or the text, an id by the
 * row's number.
 */
import { basename } from "node:path";
import { TaskSetError } from "../../base/mod.ts";
import { docstringExamples } from "../reading/docstringExamples.ts";
import type { Row } from "../reading/row.ts";
import { Task } from "../task.ts";
import { entryPointOf } from "./mbpp.ts";

/** The columns by what they hold; the first that a row has is read. */
const columns = {
  text: [
    ...["prompt", "instruct_prompt", "instruction", "question", "problem", "description", "text"],
    ...["task", "intent"],
  ],
  tests: ["tests", "test", "test_list", "asserts", "assertions", "unit_tests", "test_code"],
  solution: ["solution", "canonical_solution", "reference", "answer", "code"],
  entryPoint: ["entry_point", "entryPoint", "function", "function_name"],
  id: ["id", "task_id", "taskId", "name"],
};

/** What Python calls in asserts without being asked for. */
const builtins = new Set(
  ("abs all any bool dict float frozenset int isinstance len list max min not repr round set sorted " +
    "str sum tuple type zip").split(" "),
);

/** What a file needs whose columns no format has. */
export const OWN_COLUMNS =
  `a set of one's own needs a text (${columns.text.join(", ")}) and tests ` +
  `(${columns.tests.join(", ")}: asserts, check(candidate) or a class TestCases)`;

/** Whether a row can be read as one's own. */
export const isOwn = (row: Row): boolean =>
  [columns.text, columns.tests].every((names) => names.some((name) => row.has(name)));

/**
 * Reads the rows of a file as tasks of the set that is named like it.
 *
 * @throws {TaskSetError} at a row without a text or tests
 *
 * @example
 * ```ts
 * import { own } from "./own.ts";
 * import { Row } from "../reading/row.ts";
 * const text = JSON.stringify({ question: "Write one(): it returns 1.", tests: ["assert one() == 1"] });
 * const { id, entryPoint } = own("mine.jsonl")(new Row(text, "mine.jsonl:1"), 0);
 * [id, entryPoint]; // ["mine/1", "one"]
 * ```
 */
export function own(file: string): (row: Row, index: number) => Task {
  const set = basename(file).replace(/\.(?:jsonl|json|parquet)(?:\.gz)?$/, "");
  return (row, index) => {
    const text = field(row, "text"), tests = testsOf(row);
    if (text === undefined || !tests.length) {
      throw new TaskSetError(`${row.where}: no ${text === undefined ? "text" : "tests"}`);
    }
    const solution = field(row, "solution"), id = field(row, "id");
    const begun = /^(?:async )?def \w+[^]*:\s*(?:\n|$)/m.test(text); // code to go on with
    const whole = solution && (begun && /^\s/.test(solution) ? text + solution : solution);
    const entryPoint = field(row, "entryPoint") ?? nameOf(text, tests, whole);
    return Task.parse({
      id: id === undefined ? `${set}/${index + 1}` : id,
      set,
      prompt: begun ? { complete: text } : { instruct: text },
      entryPoint,
      hidden: testOf(tests),
      visible: begun && entryPoint ? docstringExamples(text, entryPoint) : undefined,
      canonical: whole || undefined,
    });
  };
}

/** A column's text; a number is one. */
function field(row: Row, of: keyof typeof columns): string | undefined {
  const name = columns[of].find((name) => row.has(name));
  const value = name === undefined ? undefined : row.value(name);
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw new TaskSetError(`${row.where}: ${name}: must be a text`);
}

/** The tests as they stand: a text, or a list of them. */
function testsOf(row: Row): string[] {
  const name = columns.tests.find((name) => row.has(name))!;
  const value = row.has(name) ? row.value(name) : [];
  const list = Array.isArray(value) ? value : [value];
  if (list.every((one) => typeof one === "string")) return list.filter((one) => one.trim() !== "");
  throw new TaskSetError(`${row.where}: ${name}: must be Python, as a text or a list of texts`);
}

function testOf(tests: string[]): Task["hidden"] {
  const code = tests.join("\n");
  if (/^class TestCases\b/m.test(code)) return { kind: "unittest", code };
  if (/^def check\s*\(/m.test(code)) return { kind: "check", code };
  const lines = code.split("\n").filter((line) => line.trim() !== "");
  // A text of asserts alone is as many tests; any other is one.
  const single = tests.length === 1 && lines.every((line) => /^assert\b/.test(line));
  return { kind: "asserts", asserts: single ? lines : tests, setup: "" };
}

/** The function that the tests call, by name or as their candidate. */
function nameOf(text: string, tests: string[], solution = ""): string | undefined {
  const code = tests.join("\n");
  const defined = [...`${text}\n${solution}`.matchAll(/^(?:async )?def (\w+)/gm)].at(-1)?.[1];
  if (/^def check\s*\(/m.test(code)) return defined;
  const called = [...code.matchAll(/(?<![\w.])([A-Za-z_]\w*)\s*\(/g)].map(([, name]) => name);
  return entryPointOf(`${text}\n${solution}`, tests) ??
    called.find((name) => name !== "assert" && !builtins.has(name)) ?? defined;
}
