/**
 * One task of the starter set from its readable source, `data/starter/tasks/NAME.py`.
 *
 * A source is a Python file cut into cells by `# %%` lines: `prompt`, `solution`, `visible`, `base`,
 * `plus` and any number of `wrong NAME`. The layout is explained in `data/starter/README.md`.
 */
import { z } from "zod";
import { TaskSetError } from "../../base/mod.ts";
import type { Task } from "../task.ts";

interface Cell {
  title: string;
  text: string;
}

/** A plausible wrong solution. */
const wrongSolution = z.object({
  name: z.string(),
  /** A whole program. */
  code: z.string(),
  /** What is wrong with it, in one line. */
  why: z.string(),
  /** Whether only the plus tests catch it. */
  passesBase: z.boolean(),
});
export type WrongSolution = z.infer<typeof wrongSolution>;

/**
 * What a task of the starter set says of itself in `metadata`.
 *
 * @example
 * ```ts
 * import { loadTasks } from "tracelab";
 * import { StarterMetadata } from "tracelab/tasks";
 * const [task] = await loadTasks("starter", { limit: 1 });
 * for (const { name, why } of StarterMetadata.parse(task.metadata).wrong) console.log(name, why);
 * ```
 */
export const StarterMetadata = z.object({
  topic: z.string(),
  difficulty: z.string(),
  /** Names of its hidden tests. */
  base: z.array(z.string()),
  plus: z.array(z.string()),
  wrong: z.array(wrongSolution),
});
export type StarterMetadata = z.infer<typeof StarterMetadata>;

const kinds = ["prompt", "solution", "visible", "base", "plus"];

/**
 * A task of the starter set from its source, a Python file of cells.
 *
 * @throws {TaskSetError} when a cell is missing, unknown or empty
 *
 * @example
 * ```ts
 * import { parseStarterTask } from "tracelab/tasks";
 * import { packageFile } from "../../base/packageFile.ts";
 * import { readFileSync } from "node:fs";
 * const source = readFileSync(packageFile("data/starter/tasks/guest_list.py"), "utf8");
 * const task = parseStarterTask("guest_list", source);
 * task.metadata.topic; // "text"
 * ```
 */
export function parseStarterTask(name: string, source: string): Task {
  const fail = (what: string): never => {
    throw new TaskSetError(`${name}.py: ${what}`);
  };
  const { head, cells } = cut(source);
  const field = (key: string) =>
    head.match(new RegExp(`^# ${key}: (.+)$`, "m"))?.[1].trim() ?? fail(`no ${key}`);
  for (const { title, text } of cells) {
    if (!kinds.includes(title) && !title.startsWith("wrong ")) fail(`unknown cell '${title}'`);
    if (!text.trim()) fail(`the cell '${title}' is empty`);
  }
  const cell = (kind: string) => {
    const found = cells.filter(({ title }) => title === kind);
    return found.length === 1 ? found[0].text : fail(`${found.length} cells '${kind}'`);
  };

  const prompt = cell("prompt");
  const start = prompt.search(/^(?:def|class|@)/m);
  const entryPoint = prompt.match(/^(?:def|class) (\w+)/m)?.[1] ??
    fail("no def or class in prompt");
  const imports = prompt.slice(0, start);
  const [base, plus] = [cell("base"), cell("plus")];
  const metadata: StarterMetadata = {
    topic: field("topic"),
    difficulty: field("difficulty"),
    base: testNames(base),
    plus: testNames(plus),
    wrong: cells.filter(({ title }) => title.startsWith("wrong ")).map(({ title, text }) =>
      wrong(title, text, imports) ?? fail(`'${title}' does not say why`)
    ),
  };
  return {
    id: `starter/${name}`,
    set: "starter",
    prompt: { complete: prompt, instruct: instruct(prompt, imports, entryPoint) },
    entryPoint,
    visible: visible(cell("visible"), imports),
    hidden: { kind: "unittest", code: suite(imports, base, plus) },
    canonical: prompt + cell("solution"),
    libraries: [],
    metadata,
  };
}

/** Cells end with exactly one line break. */
function cut(source: string): { head: string; cells: Cell[] } {
  const [head, ...rest] = source.replaceAll("\r\n", "\n").split(/^# %% /m);
  const cells = rest.map((part) => {
    const end = part.indexOf("\n");
    return { title: part.slice(0, end).trim(), text: part.slice(end + 1).trimEnd() + "\n" };
  });
  return { head, cells };
}

/** The docstring in words, with the signature a program has to start with. */
function instruct(prompt: string, imports: string, entryPoint: string): string {
  const code = prompt.slice(imports.length);
  const open = code.indexOf('"""'), close = code.lastIndexOf('"""');
  const doc = code.slice(open + 3, close).replace(/^ {4}/gm, "").replaceAll("\\\\", "\\").trim();
  const kind = /^class /m.test(code) ? "class" : "function";
  const signature = (imports + code.slice(0, open)).trimEnd();
  return [
    `Write the Python ${kind} \`${entryPoint}\`.`,
    doc,
    `Write self-contained code that starts with:\n\`\`\`python\n${signature}\n\`\`\`\n`,
  ].join("\n\n");
}

/** Test methods where the example passes objects around, which asserts cannot judge from afar. */
function visible(text: string, imports: string): Task["visible"] {
  if (/^def test_/m.test(text)) return { kind: "unittest", code: suite(imports, text) };
  const lines = text.split("\n").filter((line) => line.trim());
  return {
    kind: "asserts",
    asserts: lines.filter((line) => line.startsWith("assert ")),
    setup: imports + lines.filter((line) => !line.startsWith("assert ")).join("\n"),
  };
}

function suite(imports: string, ...cells: string[]): string {
  const body = cells.join("\n").replace(/^(?=.)/gm, "    ");
  const head = `import unittest\n${imports}`.trimEnd();
  return `${head}\n\n\nclass TestCases(unittest.TestCase):\n${body}`;
}

const testNames = (cell: string) => [...cell.matchAll(/^def (test_\w+)/gm)].map(([, name]) => name);

function wrong(title: string, text: string, imports: string): WrongSolution | undefined {
  const [, name, mark] = title.match(/^wrong (\w+)( \(passes base\))?$/) ?? [];
  const [, why, code] = text.match(/^# why: (.+)\n([^]+)$/) ?? [];
  return name && why ? { name, why, code: imports + code, passesBase: !!mark } : undefined;
}
